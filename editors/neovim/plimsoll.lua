-- Starts `plimsoll lsp` for Dockerfiles, their ignore files and plimsoll's configuration. For Neovim 0.7 and later: see ../README.md.
local command = { vim.env.PLIMSOLL or 'plimsoll', 'lsp', '--stdio' }
local patterns = { 'Dockerfile', 'Dockerfile.*', '*.[dD]ockerfile', 'Containerfile*', '*.dockerignore', 'plimsoll.y*ml', '.plimsoll.y*ml', '.hadolint.y*ml' }

local function root_of(path)
  local folder = vim.fn.fnamemodify(path, ':p:h')
  local git = vim.fn.finddir('.git', folder .. ';')
  return git ~= '' and vim.fn.fnamemodify(git, ':p:h:h') or folder
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
        settings = { plimsoll = vim.empty_dict() },
      })
    end
    vim.lsp.buf_attach_client(event.buf, clients[root])
  end,
})
