-- Gives a ticket to a student unless it has an owner.
-- KEYS: tickets of the class session
-- ARGV: id of the ticket, student, milliseconds to remember it
-- Returns the owner.
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 1 then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return redis.call('HGET', KEYS[1], ARGV[1])
