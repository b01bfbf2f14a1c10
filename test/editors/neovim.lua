-- Run by neovim.test.ts: opens a Dockerfile with the recipe's client, reads diagnostics, applies a code action.
local command, file, recipe = vim.env.PLIMSOLL, vim.env.FILE, vim.env.RECIPE

dofile(recipe)
vim.cmd('edit ' .. vim.fn.fnameescape(file))
local function shown()
  local names = {}
  for _, diagnostic in ipairs(vim.diagnostic.get(0)) do
    table.insert(names, diagnostic.code or diagnostic.user_data.lsp.code)
  end
  table.sort(names)
  return names
end
local function await(what, condition)
  if not vim.wait(15000, condition, 20) then
    io.stdout:write('timed out: ' .. what .. '\n')
    vim.cmd('cquit 3')
  end
end
local function report(key, value)
  io.stdout:write(vim.json.encode({ [key] = value }) .. '\n')
end

await('diagnostics', function() return #vim.diagnostic.get(0) > 0 end)
report('diagnostics', shown())

-- Every fix of every rule, as :lua vim.lsp.buf.code_action() would offer it.
local params = { textDocument = vim.lsp.util.make_text_document_params(0), context = { only = { 'source.fixAll.plimsoll' }, diagnostics = {} } }
params.range = { start = { line = 0, character = 0 }, ['end'] = { line = 0, character = 0 } }
local client_id, answer = next(vim.lsp.buf_request_sync(0, 'textDocument/codeAction', params, 15000))
local action = answer.result[1]
local client = vim.lsp.get_client_by_id(client_id)
if not action.edit then
  action = vim.lsp.buf_request_sync(0, 'codeAction/resolve', action, 15000)[client_id].result
end
report('title', action.title)
local before = #vim.diagnostic.get(0)
vim.lsp.util.apply_workspace_edit(action.edit, client.offset_encoding)
await('fewer diagnostics', function() return #vim.diagnostic.get(0) < before end)
report('left', shown())
report('text', vim.api.nvim_buf_get_lines(0, 0, -1, false))
vim.cmd('qall!')
