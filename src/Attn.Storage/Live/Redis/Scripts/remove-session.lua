-- Removes an archived class session if its version is still that of the copy, with its settled face checks.
-- KEYS: session, records, audit, lease, ends, course, claim by the version before, outbox due, outbox bytes, tickets,
--       windows of the teacher, course as the version before wrote it; then check, selfie and profile photo of every check in ARGV
-- ARGV: version, id, then the ids of the checks
-- Returns 1 (removed) or 0.
local stored = redis.call('HMGET', KEYS[1], 'version', 'end')
if stored[1] ~= ARGV[1] then
  return 0
end

local key = 13
for at = 3, #ARGV do
  if redis.call('ZREM', KEYS[8], ARGV[at]) == 1
      and redis.call('DECRBY', KEYS[9], redis.call('HGET', KEYS[key], 'bytes') or 0) <= 0 then
    redis.call('DEL', KEYS[9])
  end
  redis.call('UNLINK', KEYS[key], KEYS[key + 1], KEYS[key + 2])
  key = key + 3
end
redis.call('ZREM', KEYS[5], stored[2] .. ':' .. ARGV[2])
redis.call('ZREM', KEYS[6], stored[2] .. ':' .. ARGV[2])
redis.call('ZREM', KEYS[12], stored[2] .. ':' .. ARGV[2])
if redis.call('HGET', KEYS[7], 'id') == ARGV[2] then
  redis.call('DEL', KEYS[7])
end
redis.call('HDEL', KEYS[11], ARGV[2])
redis.call('UNLINK', KEYS[1], KEYS[2], KEYS[3], KEYS[4], KEYS[10])
return 1
