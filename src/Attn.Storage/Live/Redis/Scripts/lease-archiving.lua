-- Takes the archiving of a class session that is still here.
-- KEYS: lease, session
-- ARGV: milliseconds
if redis.call('EXISTS', KEYS[2]) == 0 then
  return 0
end
return redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) and 1 or 0
