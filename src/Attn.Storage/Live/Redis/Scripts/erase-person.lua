-- Deletes a person from class sessions, face checks and LoginSessions, if the records are still those that were read.
-- KEYS: outbox due, outbox bytes, own photos, logins, photo and marks of selfies of the user; session, records, audit and tickets of
--       each class session; check, selfie and profile photo of each check; login and own photo of each LoginSession
-- ARGV: number, number of class sessions, number of checks, channel of ends of LoginSessions; for each class session
--       the record that was read (empty: none), the channel of its changes, what is published there; the ids of the
--       checks; of each LoginSession its id and its entry among the logins of the user
-- Returns 'done' or 'changed'.
local number, sessions, checks = ARGV[1], tonumber(ARGV[2]), tonumber(ARGV[3])
for at = 0, sessions - 1 do
  if (redis.call('HGET', KEYS[4 * at + 8], number) or '') ~= ARGV[3 * at + 5] then
    return 'changed'
  end
end

for at = 0, sessions - 1 do
  local key, argument = 4 * at + 7, 3 * at + 5
  if ARGV[argument] ~= '' then
    local version = redis.call('HINCRBY', KEYS[key], 'version', 1)
    redis.call('PUBLISH', ARGV[argument + 1], 'record|' .. version .. '|' .. ARGV[argument + 2])
    redis.call('HDEL', KEYS[key + 1], number)
  end
  for _, entry in ipairs(redis.call('LRANGE', KEYS[key + 2], 0, -1)) do
    if cjson.decode(string.sub(entry, string.find(entry, '|', 1, true) + 1)).studentNumber == number then
      redis.call('LREM', KEYS[key + 2], 0, entry)
    end
  end
  local tickets = redis.call('HGETALL', KEYS[key + 3])
  for ticket = 1, #tickets, 2 do
    if tickets[ticket + 1] == number then
      redis.call('HDEL', KEYS[key + 3], tickets[ticket])
    end
  end
end

redis.call('UNLINK', KEYS[6])
local key, argument = 4 * sessions + 7, 3 * sessions + 5
for _ = 1, checks do
  if redis.call('ZREM', KEYS[1], ARGV[argument]) == 1
      and redis.call('DECRBY', KEYS[2], redis.call('HGET', KEYS[key], 'bytes') or 0) <= 0 then
    redis.call('DEL', KEYS[2])
  end
  redis.call('UNLINK', KEYS[key], KEYS[key + 1], KEYS[key + 2])
  key, argument = key + 3, argument + 1
end
while ARGV[argument] do
  redis.call('UNLINK', KEYS[key], KEYS[key + 1])
  redis.call('ZREM', KEYS[3], ARGV[argument])
  redis.call('ZREM', KEYS[4], ARGV[argument + 1])
  redis.call('PUBLISH', ARGV[4], ARGV[argument])
  key, argument = key + 2, argument + 2
end
redis.call('UNLINK', KEYS[5])
return 'done'
