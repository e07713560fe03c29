-- SPDX-License-Identifier: Apache-2.0
--
-- Has wrk post bodies of 256 bytes to 16 KiB, small ones more often than large ones, 3.9 KiB in the
-- mean.

local COUNT = 64
local requests = {}

init = function()
  for i = 1, COUNT do
    local bytes = math.floor(256 * 2 ^ (6 * (i * 37 % COUNT) / COUNT))
    requests[i] = wrk.format("POST", nil, nil, string.rep("x", bytes))
  end
end

local sent = 0

request = function()
  sent = sent + 1
  return requests[sent % COUNT + 1]
end
