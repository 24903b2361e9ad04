-- Removes a face check and its pictures.
-- KEYS: outbox due, outbox bytes, check, selfie, profile photo
-- ARGV: id
if redis.call('ZREM', KEYS[1], ARGV[1]) == 1
    and redis.call('DECRBY', KEYS[2], redis.call('HGET', KEYS[3], 'bytes') or 0) <= 0 then
  redis.call('DEL', KEYS[2])
end
redis.call('UNLINK', KEYS[3], KEYS[4], KEYS[5])
return 1
