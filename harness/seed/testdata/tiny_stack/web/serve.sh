# The first process of a container ends at TERM only when it says so.
trap 'exit 0' TERM
busybox httpd -f -p 8080 -h /www &
wait
