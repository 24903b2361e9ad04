-- Adds a selfie to a student's list, if the list is still as long as it was when its entries were compared.
-- KEYS: selfies of the student
-- ARGV: length, what is added (empty: it is there already), milliseconds to remember the list
-- Returns 1 (done) or 0 (changed).
if redis.call('LLEN', KEYS[1]) ~= tonumber(ARGV[1]) then
  return 0
end
if ARGV[2] ~= '' then
  redis.call('RPUSH', KEYS[1], ARGV[2])
end
redis.call('PEXPIRE', KEYS[1], ARGV[3])
return 1
