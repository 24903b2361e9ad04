-- Tells whether one more use fits into the window that ends now. Changes nothing.
-- KEYS: rate
-- ARGV: limit, window in microseconds
-- Returns -1 (it fits) or the microseconds until it will.
local time = redis.call('TIME')
local now = time[1] * 1000000 + time[2]
-- The use that must leave the window first; there is none if there are fewer uses than the limit.
local blocking = redis.call('LINDEX', KEYS[1], -ARGV[1])
if not blocking or tonumber(blocking) <= now - ARGV[2] then
  return -1
end
return math.max(tonumber(blocking) + ARGV[2] - now, 1)
