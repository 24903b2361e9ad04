-- The windows of a teacher's class sessions; open.lua and change-session.lua begin with this.
-- They are a hash by id, '<start>:<end>'. The version before kept one claim instead, a hash of 'id' and 'end': it says no
-- start, so whoever meets it reads the class session and turns the claim into a window.
-- Instants are tick counts of one width, so that they compare as text.

-- Returns the id and the window (of a claim by the version before: the end) of what is in the way of a span, or nothing.
local function find_in_the_way(windows, claim, from, till, own)
  local stored = redis.call('HGETALL', windows)
  for at = 1, #stored, 2 do
    local start, stop = string.match(stored[at + 1], '^(%d+):(%d+)$')
    if stored[at] ~= own and start < till and stop > from then
      return stored[at], stored[at + 1]
    end
  end
  local old = redis.call('HMGET', claim, 'id', 'end')
  if old[1] and old[1] ~= own and old[2] > from and redis.call('HEXISTS', windows, old[1]) == 0 then
    return old[1], old[2]
  end
end

local function count_unended(windows, now)
  local count = 0
  for _, window in ipairs(redis.call('HVALS', windows)) do
    if string.match(window, ':(%d+)$') > now then
      count = count + 1
    end
  end
  return count
end

-- Writes the window that a class session really has, if what was seen of it is still stored. Empty: it is gone.
local function correct(windows, claim, id, seen, window)
  local old = redis.call('HMGET', claim, 'id', 'end')
  local is_old = old[1] == id and old[2] == seen
  if not is_old and redis.call('HGET', windows, id) ~= seen then
    return
  end
  if window == '' then
    redis.call('HDEL', windows, id)
  else
    redis.call('HSET', windows, id, window)
  end
  if is_old then
    redis.call('DEL', claim)
  end
end

