/**
 * Whether a script's text holds anything that `featuresOf` notes. Most scripts hold nothing of the kind, and one look at their text is
 * far quicker than a way through their tree; it may say yes too often, and never no where
 * there is something in a script that the shell takes.
 */
export const mayHaveFeatures = (text: string): boolean =>
  (/[{[]/.test(text) && bracketFeatures.test(text)) ||
  (/[<>&()]/.test(text) && operatorFeatures.test(text)) ||
  (text.includes('$') && dollarFeatures.test(text)) ||
  (text.includes('=') && equalsFeatures.test(text)) ||
  commandFeatures.test(text) ||
  (/\[|\btest\b/.test(text) && /[\s"']-[vaoRNkGO][\s"']/.test(text));

/** The same for `odditiesOf`. */
export const mayHaveOddities = (text: string): boolean =>
  (text.includes('\\') && /\\(?:[A-Za-z0-9_/:=%^-]|'[A-Za-z]|\\\n)/.test(text)) ||
  (/[&#!<[\]]/.test(text) && operatorOddities.test(text)) ||
  (text.includes('=') && (equalsOddities.test(text) || (/[\s\\(]=/.test(text) && spacedEquals.test(text)))) ||
  (text.includes('$') && /\$(?:\d\d|\w+\[)|\b(?:for|select)[\s\\]+\$/.test(text)) ||
  (text.includes('"') && text.includes('\n') && /"[A-Za-z0-9]/.test(text)) ||
  // Blanks, quotes and ticks that only look like the shell's.
  /[\u00a0\u00b4\u2000-\u200a\u2018\u2019\u201c\u201d\u202f\u3000]|(?:^|[\s;&|(])\/[/*]+(?=[\s()<>;&|]|$)/.test(text) ||
  (/\b(?:[CDEFITUW][A-Za-z]|[cdefituw][a-z]{0,4}[A-Z])/.test(text) && oddKeywords.test(text)) ||
  /\beval\b/.test(text);

/*
 * In all that are tried on long texts an alternative begins with the character that is rarest, and looks back from there: so a text can be
 * searched for the few characters that any of them begins with.
 */

/** Braces that are no `${…}`, tests, patterns and subscripts. */
const bracketFeatures = /(?<!\$)\{[^\s]|\}[<>]|\[\[|\[\^|\][+]?=/;

const operatorFeatures =
  /&>|>&[\s\\]*(?!\d+-?(?:[\s;&|)]|$))|[<>](?<=(?:\d\d|["'\\])[<>])|[<>][|&]?(?:[ \t\n]|\\\n)*(?:(?:[^ \t\n;&|<>\\]|\\[^\n])(?:[^ \t\n;&|<>\\]|\\[^])*)?[*?[]|[<>]\(|\|&|;&|<<<|\(\(|\((?<=[?*+@!]\()|\([\s\\]*\)|[$`][(}\s\\\d]*</;

/** What bash has in `${…}` and behind `$`; the names are those of `specialVariables`. */
const dollarFeatures =
  /\$(?:\{(?!\w+(?:\}|:[-+=?]|[%#+=?-]))|['"[]|\{?(?:BASH|DIRSTACK|EPOCH|EUID|FUNCNAME|GROUPS|HOST|MACHTYPE|MAPFILE|OSTYPE|PIPESTATUS|RANDOM|SECONDS|SHELLOPTS|UID))/;

const equalsFeatures = /[+]=|=\(|==|=~/;

/** Commands of the shell's own with more than POSIX gives them. */
const commandFeatures =
  /\b(?<![/.-])(?:(?:caller|compgen|complete|compopt|coproc|declare|dirs|disown|enable(?:(?<![\w.-][ \t]+enable)|(?<=(?:\b(?:then|do|else|elif|if|while|until|time|command|builtin|exec|coproc)|=\S*)[ \t]+enable))|function|let|local|mapfile|popd|printf|pushd|read|readarray|select|shopt|source|suspend|trap|typeset)(?![\w/.:=-])|for[\s\\]*\(|(?:cd|echo|exec|export|hash|jobs|readonly|type|ulimit|umask|unset|wait)(?:[\s\\"'()]+-|[\s\\]*\d*[<>])|set(?:[\s\\"'()]+(?:[-+][abCefhmnuvx]+[\s\\"'()]+)*[-+](?![abCefhmnuvx]+(?:[\s;&|]|$))|[\s\\]*\d*[<>]))|\/dev\/(?:tcp|udp)\//;

const operatorOddities =
  /&(?:amp|gt|lt|quot|apos|nbsp);|&(?<=[\w=/?.%-]&)[\w.-]+=|#(?<=(?:\b(?:then|do|else|done|fi|esac)|[{}])#)|![\w/"'$[]|\[(?:[$\w!"-]|(?<=\b(?:if|elif|while|until)\[))|\](?<=[^\]\s]\])|<</;

/** Assignments with a blank or a dollar too many. */
const equalsOddities = /=[ \t]+["'$\d]|=[ \t]\S*:\/\/|\$\{?\w+\}?\+?=/;

/** With a blank before the sign. */
const spacedEquals = /[^\s"'\\][\s\\]+=|[<>][|&]?[\s\\]*[^\s\\<>]*["'][\s\\]+=|[ \t(]==|=[ \t]+=|\([\s\\]*=/;

const oddKeywords =
  /\b(?![a-z]+\b)(?:[Cc][Aa][Ss][Ee]|[Dd][Oo](?:[Nn][Ee])?|[Ee][Ll][Ii][Ff]|[Ee][Ll][Ss][Ee]|[Ee][Ss][Aa][Cc]|[Ff][Ii]|[Ff][Oo][Rr]|[Ii][Ff]|[Tt][Hh][Ee][Nn]|[Uu][Nn][Tt][Ii][Ll]|[Ww][Hh][Ii][Ll][Ee])\b/;
