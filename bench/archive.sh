# Part of bench/run: what the pages of teachers and students cost on an archive of many years (bench/archive.sql).
# For each page: the time of the call over HTTP, and what PostgreSQL read for it, by EXPLAIN (ANALYZE, BUFFERS).

archive_sql() { psql -Atq -h 127.0.0.1 -p "$postgres" -U attn -d attn "$@"; }

archive_page_cost() {
    local records=$((${MILLIONS:-20} * 1000000)) begun=$SECONDS
    run_to_end psql -q -h 127.0.0.1 -p "$postgres" -U attn -d attn -v records="$records" -f "$root/bench/archive.sql"
    archive_sql -c "SELECT 'records: ' || (SELECT count(*) FROM records) || ', class sessions: '
        || (SELECT count(*) FROM attendances) || ', courses: ' || (SELECT count(*) FROM courses) || ', database: '
        || pg_size_pretty(pg_database_size('attn'))"
    echo "filled in $((SECONDS - begun)) s; load average $(cut -d' ' -f1-3 /proc/loadavg)"

    local own=http://127.0.0.1:$port/api/v1 term session busy
    term=$(archive_sql -c "SELECT id FROM courses WHERE owner_number = 'demo_teacher_2'")
    session=$(archive_sql -c "SELECT id FROM attendances WHERE teacher_number = 'demo_teacher_2' LIMIT 1")
    busy=$(archive_sql -c "SELECT id FROM attendances WHERE teacher_number = 'demo_teacher_1' LIMIT 1")
    local pages=(
        "demo_teacher_1 /teacher/courses"
        "demo_teacher_1 /teacher/lessons"
        "demo_teacher_1 /teacher/attendances/historical"
        "demo_teacher_1 /teacher/attendances/$busy/report"
        "demo_teacher_2 /teacher/courses/$term/report"
        "demo_teacher_2 /teacher/courses/$term/report?format=xlsx"
        "demo_teacher_2 /teacher/attendances/$session/report"
        "demo_student_9 /student/lessons"
        "demo_student_9 /student/attendances"
    )
    local page
    for page in "${pages[@]}"; do
        archive_token "${page% *}"
        printf '%s: %s, %s\n' "${page#* }" "$(time_of "$own${page#* }" 20)" \
            "$(numfmt --to=iec "$(stat -c %s "$work/answer")")"
    done

    archive_memory

    # The next connections log the plan of each statement with what it read. They are not timed.
    archive_sql -c "ALTER DATABASE attn SET session_preload_libraries = 'auto_explain'" \
        -c 'ALTER DATABASE attn SET auto_explain.log_min_duration = 0' \
        -c 'ALTER DATABASE attn SET auto_explain.log_analyze = on' \
        -c 'ALTER DATABASE attn SET auto_explain.log_buffers = on' \
        -c "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE pid <> pg_backend_pid() AND datname = 'attn'" \
        >"$work/ended.log"
    for page in "${pages[@]}"; do
        archive_token "${page% *}"
        local before
        before=$(stat -c %s "$work/postgres.log")
        curl -fsS -o "$work/answer" -H "Authorization: Bearer $token" "$own${page#* }" || fail "$page failed"
        sleep 0.2 # the last plan is written after the answer
        printf '\n%s\n' "${page#* }"
        tail -c +"$((before + 1))" "$work/postgres.log" | tee -a "${PLANS:-/dev/null}" | summarize_plans
    done
}

# What the program holds while it sends a report of a million cells.
archive_memory() {
    local format large
    large=$(archive_sql -c "SELECT id FROM courses WHERE owner_number = 'demo_teacher_3'")
    archive_token demo_teacher_3
    echo "resident before the large reports: $(resident_mb)"
    for format in json csv xlsx; do
        echo "5000 students × 200 sessions, $format: $(time_of \
            "http://127.0.0.1:$port/api/v1/teacher/courses/$large/report?format=$format&limit=10000" 2)," \
            "$(numfmt --to=iec "$(stat -c %s "$work/answer")"), resident after it $(resident_mb)," \
            "at most $(awk '/^VmHWM/ { printf "%d MB", $2 / 1024 }' "/proc/${started[-1]}/status")"
    done
}

archive_token() { token=$(sign_in "$1"); }

# One line for each plan in PostgreSQL's log. Rows read: those of every scan of a table, the rejected ones included.
summarize_plans() {
    awk '
        function flush() {
            if (ms != "") printf "  %8.1f ms, %7d rows read, %6d buffers:%s\n", ms, rows, buffers, scans
            ms = ""
        }
        / plan:$/ {
            flush()
            ms = $0; sub(/.*duration: /, "", ms); ms += 0
            rows = buffers = 0; scans = ""; top = 1
            next
        }
        ms == "" { next }
        match($0, /rows=[0-9.]+ loops=[0-9]+\)/) {
            split(substr($0, RSTART + 5, RLENGTH - 6), counts, " loops=")
            loops = counts[2]
            if ($0 ~ /(Seq|Index|Index Only|Bitmap Heap) Scan / && $0 !~ /Bitmap Index Scan/) {
                rows += counts[1] * loops
                name = $0; sub(/ *\(cost.*/, "", name); sub(/.* Scan (Backward )?(using )?/, "", name)
                sub(/ on .*/, "", name); sub(/^on /, "", name)
                scans = scans " " name "×" counts[1] * loops
            }
        }
        /Rows Removed by (Filter|Index Recheck)/ { rows += $NF * loops }
        top && /Buffers: shared/ {
            for (i = 1; i <= NF; i++) if ($i ~ /^(hit|read)=/) { sub(/.*=/, "", $i); buffers += $i }
            top = 0
        }
        END { flush() }'
}
