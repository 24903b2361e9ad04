-- Leases the archiving of a class session that is not archived yet.
-- KEYS: lease, session
-- ARGV: milliseconds of the lease
-- Returns 1 (leased) or 0.
if redis.call('EXISTS', KEYS[2]) == 0 then
  return 0
end
return redis.call('SET', KEYS[1], '1', 'NX', 'PX', ARGV[1]) and 1 or 0
