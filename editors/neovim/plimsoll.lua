-- Starts `plimsoll lsp` for Dockerfiles, their ignore files and plimsoll's configuration. For Neovim 0.7 and later: see ../README.md.
local command = { vim.env.PLIMSOLL or 'plimsoll', 'lsp', '--stdio' }
local patterns = { 'Dockerfile', 'Dockerfile.*', '*.[dD]ockerfile', 'Containerfile*', '*.dockerignore', '*.containerignore', 'plimsoll.y*ml', '.plimsoll.y*ml', '.hadolint.y*ml' }
local settings = { plimsoll = vim.empty_dict() }

local function root_of(path)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  local git = vim.fn.finddir('.git', folder .. ';')
  return git ~= '' and vim.fn.fnamemodify(git, ':p:h:h') or folder
end

-- From 0.11 on, Neovim itself starts and attaches servers; 0.13 is to take away what does it in the lines below.
if vim.lsp.config then
  vim.filetype.add({
    extension = { dockerignore = 'gitignore', containerignore = 'gitignore' },
    pattern = { ['Containerfile%..*'] = 'dockerfile' },
  })
  local globs = vim.tbl_map(vim.glob.to_lpeg, patterns)
  vim.lsp.config('plimsoll', {
    cmd = command,
    settings = settings,
    root_dir = function(buffer, start)
      local path = vim.api.nvim_buf_get_name(buffer)
      local is_ours = vim.bo[buffer].filetype == 'dockerfile'
      for _, glob in ipairs(globs) do
        is_ours = is_ours or glob:match(vim.fs.basename(path)) ~= nil
      end
      if is_ours then
        start(root_of(path))
      end
    end,
  })
  vim.lsp.enable('plimsoll')
  return
end

local clients = {}

vim.api.nvim_create_autocmd({ 'BufReadPost', 'BufNewFile' }, {
  pattern = patterns,
  callback = function(event)
    local root = root_of(event.match)
    if not clients[root] or vim.lsp.client_is_stopped(clients[root]) then
      clients[root] = vim.lsp.start_client({
        name = 'plimsoll',
        cmd = command,
        root_dir = root,
        workspace_folders = { { uri = vim.uri_from_fname(root), name = root } },
        settings = settings,
      })
    end
    vim.lsp.buf_attach_client(event.buf, clients[root])
  end,
})
