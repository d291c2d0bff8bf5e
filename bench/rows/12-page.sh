#!/bin/sh
# atr_parser.cgi behind lighttpd, compared with a CGI that prints a constant page, in requests per
# second of processor time.
set -u
. bench/lib.sh

list=/usr/share/pcsc/smartcard_list.txt
PATH=$PATH:/usr/sbin:$PWD/build/root/usr/sbin
if [ ! -e "$list" ] || ! have lighttpd python3; then
	info 'the page: lighttpd or the complete list is not installed' - - -
	exit 0
fi
case $B in
/*) built=$B ;;
*) built=$PWD/$B ;;
esac
ln -s "$built/libexec/pcsckit/atr_parser.cgi" "$work/"
cp "$built/bench/constant_page" "$work/constant.cgi"
port=$(python3 -c 'import socket
s = socket.socket()
s.bind(("127.0.0.1", 0))
print(s.getsockname()[1])')
cat >"$work/lighttpd.conf" <<END
server.document-root = "$work"
server.bind = "127.0.0.1"
server.port = $port
server.errorlog = "$work/errors"
server.max-keep-alive-requests = 100000
server.modules = ( "mod_alias" )
cgi.assign = ( "constant.cgi" => "" )
END
sed -e "s,/usr/local/libexec/pcsckit,$work," -e "s,/usr/local/share/pcsckit/smartcard_list.txt,$list," data/web/lighttpd.conf |
	sed 's/"mod_alias", //' >>"$work/lighttpd.conf"
modules=$PWD/build/root/usr/lib/lighttpd
# shellcheck disable=SC2046 # an option and its value
lighttpd -D -f "$work/lighttpd.conf" $([ ! -d "$modules" ] || echo -m "$modules") >"$work/log" 2>&1 &
server=$!
trap 'kill $server; rm -rf "$work"' EXIT
for _ in 1 2 3 4 5 6 7 8 9 10; do
	python3 -c "import socket; socket.create_connection(('127.0.0.1', $port))" 2>/dev/null && break
	sleep 0.2
done
known='/atr?ATR=3BDA18FF81B1FE751F030031F573C001600090001C' unknown='/atr?ATR=3B03FF0011'
bench/page_rate.py "$port" "$server" 1000 5 /constant.cgi "$known" "$unknown" >"$work/rates" || exit 1
{ read -r constant && read -r page && read -r nearest; } <"$work/rates"
row 'the page of an ATR behind lighttpd, requests per second' "$page" "$constant" "$(ratio "$page" "$constant")" 0.7 'at least'
info '  of an unknown card, with the closest entries' "$nearest" "$constant" "$(ratio "$nearest" "$constant")"
