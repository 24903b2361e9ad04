-- Removes a face check and its pictures.
-- KEYS: outbox due, outbox bytes, check, selfie, profile photo
-- ARGV: id
if redis.call('ZREM', KEYS[1], ARGV[1]) == 1 then
  redis.call('DECRBY', KEYS[2], redis.call('HGET', KEYS[3], 'bytes') or 0)
end
redis.call('UNLINK', KEYS[3], KEYS[4], KEYS[5])
return 1
