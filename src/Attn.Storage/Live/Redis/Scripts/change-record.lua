-- Writes one record, its audit entry and its face checks, if class session and record are still what the rule saw.
-- KEYS: session, records, audit, outbox due, outbox bytes; then check, selfie and profile photo of every check in ARGV
-- ARGV: student, tag of the session that the rule saw, record that the rule saw (empty: none), record, audit entry
--       (empty: none), milliseconds until the backstop, limit of bytes in the outbox, channel of the changes; then, in
--       this order and as often as needed: 'end', id · 'stop', id · 'start', id, session, deadline, bytes
-- Returns {'done', version}, {'gone'}, {'full'} or {'changed', session, tag, version, record or nothing}.
local stored = redis.call('HMGET', KEYS[1], 'session', 'tag', 'version')
if not stored[1] then
  return {'gone'}
end
local record = redis.call('HGET', KEYS[2], ARGV[1])
if stored[2] ~= ARGV[2] or (record or '') ~= ARGV[3] then
  return {'changed', stored[1], stored[2], stored[3], record}
end

-- Compare the bytes to be freed and taken with the limit before anything is written.
local key, at, freed, taken = 6, 9, 0, 0
while ARGV[at] do
  if ARGV[at] == 'start' then
    taken = taken + tonumber(ARGV[at + 4])
    at = at + 5
  else
    if redis.call('ZSCORE', KEYS[4], ARGV[at + 1]) then
      freed = freed + tonumber(redis.call('HGET', KEYS[key], 'bytes') or 0)
    end
    at = at + 2
  end
  key = key + 3
end
if taken > 0 and tonumber(redis.call('GET', KEYS[5]) or 0) - freed + taken > tonumber(ARGV[7]) then
  return {'full'}
end

-- The first write is one that Redis refuses when it is out of memory, so that the others do not run either. The second
-- may fail for a missing right to the channel; its message is delivered only after the script.
local version = redis.call('HINCRBY', KEYS[1], 'version', 1)
redis.call('PUBLISH', ARGV[8], 'record|' .. version .. '|' .. ARGV[4])
redis.call('HSET', KEYS[2], ARGV[1], version .. '|' .. ARGV[4])
if ARGV[5] ~= '' then
  redis.call('RPUSH', KEYS[3], version .. '|' .. ARGV[5])
end

if ARGV[9] then
  key, at = 6, 9
  if taken ~= freed and redis.call('INCRBY', KEYS[5], taken - freed) <= 0 then
    redis.call('DEL', KEYS[5])
  end
  while ARGV[at] do
    local id = ARGV[at + 1]
    if ARGV[at] == 'start' then
      local time = redis.call('TIME')
      redis.call('HSET', KEYS[key], 'session', ARGV[at + 2], 'student', ARGV[1], 'deadline', ARGV[at + 3],
        'bytes', ARGV[at + 4])
      redis.call('ZADD', KEYS[4], time[1] * 1000 + math.floor(time[2] / 1000), id)
      redis.call('PEXPIRE', KEYS[key + 1], ARGV[6])
      redis.call('PEXPIRE', KEYS[key + 2], ARGV[6])
      at = at + 5
    else
      redis.call('ZREM', KEYS[4], id)
      redis.call('UNLINK', KEYS[key + 1], KEYS[key + 2])
      if ARGV[at] == 'end' then
        redis.call('DEL', KEYS[key])
      else
        redis.call('PEXPIRE', KEYS[key], ARGV[6])
      end
      at = at + 2
    end
    key = key + 3
  end
end
return {'done', version}
