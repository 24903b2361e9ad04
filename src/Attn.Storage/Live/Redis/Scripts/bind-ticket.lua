-- Gives a ticket to a student unless it is somebody's.
-- KEYS: tickets of the session
-- ARGV: id of the ticket, student, milliseconds to remember it
-- Answers whose it is now.
if redis.call('HSETNX', KEYS[1], ARGV[1], ARGV[2]) == 1 then
  redis.call('PEXPIRE', KEYS[1], ARGV[3])
end
return redis.call('HGET', KEYS[1], ARGV[1])
