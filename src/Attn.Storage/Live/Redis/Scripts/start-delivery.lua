-- Counts a delivery of a face check to the verifier.
-- KEYS: check
-- Returns its session, student, deadline, bytes of pictures and earlier deliveries; nothing of one that ended.
local fields = redis.call('HMGET', KEYS[1], 'session', 'student', 'deadline', 'bytes', 'deliveries')
if fields[1] then
  redis.call('HSET', KEYS[1], 'deliveries', (tonumber(fields[5]) or 0) + 1)
end
return fields
