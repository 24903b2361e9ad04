-- Counts one use if fewer than the limit fell into the window that ends now. The list holds the instants of the uses, oldest first.
-- KEYS: rate
-- ARGV: limit, window in microseconds
-- Answers -1 (counted) or the microseconds until a use will be possible.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local oldest = redis.call('LINDEX', KEYS[1], 0)
while oldest and tonumber(oldest) <= now - ARGV[2] do
  redis.call('LPOP', KEYS[1])
  oldest = redis.call('LINDEX', KEYS[1], 0)
end

local used = redis.call('LLEN', KEYS[1])
if used >= tonumber(ARGV[1]) then
  -- A limit that was lowered since: more than the oldest must leave first.
  local leaves = redis.call('LINDEX', KEYS[1], used - tonumber(ARGV[1]))
  return math.max(tonumber(leaves) + ARGV[2] - now, 1)
end
redis.call('RPUSH', KEYS[1], string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil(ARGV[2] / 1000))
return -1
