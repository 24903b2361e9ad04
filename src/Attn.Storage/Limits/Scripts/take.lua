-- Counts one use if the window that ends now has fewer than the limit. The list holds the instants of the uses, oldest
-- first.
-- KEYS: rate
-- ARGV: limit, window in microseconds
-- Returns -1 (counted) or the microseconds until a use will be possible.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
local oldest = redis.call('LINDEX', KEYS[1], 0)
while oldest and tonumber(oldest) <= now - ARGV[2] do
  redis.call('LPOP', KEYS[1])
  oldest = redis.call('LINDEX', KEYS[1], 0)
end

local used = redis.call('LLEN', KEYS[1])
if used >= tonumber(ARGV[1]) then
  -- If the limit was lowered, more uses than the oldest must leave the window first.
  local blocking = redis.call('LINDEX', KEYS[1], used - tonumber(ARGV[1]))
  return math.max(tonumber(blocking) + ARGV[2] - now, 1)
end
redis.call('RPUSH', KEYS[1], string.format('%.0f', now))
redis.call('PEXPIRE', KEYS[1], math.ceil(ARGV[2] / 1000))
return -1
