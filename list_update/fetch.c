#include "list_update/fetch.h"

#include "base/text.h"
#include "sys/memory.h"
#include "sys/process/descriptors.h"
#include "sys/terminal/progress.h"

#include <arpa/inet.h>
#include <curl/curl.h>
#include <netinet/in.h>
#include <string.h>
#include <strings.h>
#include <sys/socket.h>
#include <unistd.h>

struct transfer {
	FILE *out;
	size_t received;
	bool too_large;
	bool cannot_write;
	bool refused; /* an address that plain HTTP may not be sent to */
	CURL *curl;
};

/* The limit applies to the size counted here, after decompression: the size announced by the server
 * cannot be relied on. */
static size_t take_body(char *data, size_t one, size_t count, void *user)
{
	struct transfer *transfer = user;
	size_t length = one * count;

	if (length > FETCH_MAX_BYTES - transfer->received) {
		transfer->too_large = true;
		return 0;
	}
	transfer->received += length;
	if (fwrite(data, 1, length, transfer->out) != length) {
		transfer->cannot_write = true;
		return 0;
	}
	return length;
}

static int show_progress(void *user, curl_off_t total, curl_off_t now, curl_off_t up_total,
                         curl_off_t up)
{
	(void)user;
	(void)up_total;
	(void)up;

	progress_at(now > 0 ? (uint64_t)now / 1000 : 0, total > 0 ? (uint64_t)total / 1000 : 0);
	return 0;
}

static bool is_loopback(const struct sockaddr *address)
{
	if (address->sa_family == AF_INET) {
		struct sockaddr_in in;

		memcpy(&in, address, sizeof in);
		return ntohl(in.sin_addr.s_addr) >> 24 == 127;
	}
	if (address->sa_family == AF_INET6) {
		struct sockaddr_in6 in6;

		memcpy(&in6, address, sizeof in6);
		return IN6_IS_ADDR_LOOPBACK(&in6.sin6_addr);
	}
	return false;
}

/* Plain HTTP is limited to the loopback addresses, whatever the name resolves to. */
static curl_socket_t open_on_loopback(void *user, curlsocktype purpose,
                                      struct curl_sockaddr *address)
{
	struct transfer *transfer = user;

	(void)purpose;
	if (!is_loopback(&address->addr)) {
		transfer->refused = true;
		return CURL_SOCKET_BAD;
	}
	return descriptors_socket(address->family, address->socktype, address->protocol, false);
}

/* Returns the scheme of the URL: 's' for https, 'h' for http, 0 for any other. */
static char scheme_of(const char *url)
{
	CURLU *parts = curl_url();
	char *scheme = NULL;
	CURLUcode code = CURLUE_OUT_OF_MEMORY;
	char kind = 0;

	if (parts != NULL)
		code = curl_url_set(parts, CURLUPART_URL, url, 0);
	if (code == CURLUE_OK)
		code = curl_url_get(parts, CURLUPART_SCHEME, &scheme, 0);
	(void)memory_sufficed(code != CURLUE_OUT_OF_MEMORY);
	if (code == CURLUE_OK) {
		if (strcasecmp(scheme, "https") == 0)
			kind = 's';
		else if (strcasecmp(scheme, "http") == 0)
			kind = 'h';
	}
	curl_free(scheme);
	curl_url_cleanup(parts);
	return kind;
}

char *fetch_shown_url(const char *url)
{
	struct text shown = {0};
	const char *slashes = strstr(url, "://"), *start = slashes != NULL ? slashes + 3 : url;
	size_t authority = strcspn(start, "/?#"), hidden = authority;

	while (hidden > 0 && start[hidden - 1] != '@')
		hidden--;
	text_add(&shown, url, (size_t)(start - url));
	text_printf(&shown, "%s%s", hidden > 0 ? "**@" : "", start + hidden);
	if (shown.failed)
		text_free(&shown);
	return shown.data;
}

static void set_limits(CURL *curl)
{
	curl_easy_setopt(curl, CURLOPT_NOSIGNAL, 1L);
	curl_easy_setopt(curl, CURLOPT_FOLLOWLOCATION, 1L);
	curl_easy_setopt(curl, CURLOPT_MAXREDIRS, (long)FETCH_MAX_REDIRECTS);
	curl_easy_setopt(curl, CURLOPT_CONNECTTIMEOUT, 30L);
	curl_easy_setopt(curl, CURLOPT_TIMEOUT, (long)FETCH_MAX_SECONDS);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_TIME, (long)FETCH_SLOW_SECONDS);
	curl_easy_setopt(curl, CURLOPT_LOW_SPEED_LIMIT, (long)FETCH_SLOW_BYTES);
	curl_easy_setopt(curl, CURLOPT_MAXFILESIZE, (long)FETCH_MAX_BYTES);
}

static void set_scheme(CURL *curl, char scheme, struct transfer *transfer)
{
	if (scheme == 's') {
		curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "https");
		curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "https");
		return;
	}
	curl_easy_setopt(curl, CURLOPT_PROTOCOLS_STR, "http");
	curl_easy_setopt(curl, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETFUNCTION, open_on_loopback);
	curl_easy_setopt(curl, CURLOPT_OPENSOCKETDATA, transfer);
	curl_easy_setopt(curl, CURLOPT_PROXY, "");
}

/* Returns the headers of a conditional GET; the caller frees the list. */
static struct curl_slist *set_conditions(CURL *curl, const struct fetch_request *request)
{
	char header[FETCH_TAG_SIZE + 32];

	if (request->modified > 0) {
		curl_easy_setopt(curl, CURLOPT_TIMECONDITION, (long)CURL_TIMECOND_IFMODSINCE);
		curl_easy_setopt(curl, CURLOPT_TIMEVALUE_LARGE, (curl_off_t)request->modified);
	}
	if (request->etag == NULL || request->etag[0] == '\0')
		return NULL;
	snprintf(header, sizeof header, "If-None-Match: %s", request->etag);
	struct curl_slist *headers = curl_slist_append(NULL, header);
	curl_easy_setopt(curl, CURLOPT_HTTPHEADER, headers);
	return headers;
}

static void take_answer(CURL *curl, struct fetch_answer *answer)
{
	struct curl_header *etag = NULL;
	curl_off_t modified = 0;

	if (curl_easy_header(curl, "ETag", 0, CURLH_HEADER, -1, &etag) == CURLHE_OK &&
	    strlen(etag->value) < sizeof answer->etag)
		strcpy(answer->etag, etag->value);
	if (curl_easy_getinfo(curl, CURLINFO_FILETIME_T, &modified) == CURLE_OK && modified > 0)
		answer->modified = modified;
}

/* Returns true if the last transfer coding of the header is "chunked" (RFC 9112, 6.1). */
static bool ends_chunked(const char *value)
{
	const char *comma = strrchr(value, ',');
	const char *last = comma == NULL ? value : comma + 1;

	last += strspn(last, " \t");
	return strcasecmp(last, "chunked") == 0;
}

/* Without a length, chunks or frames, a truncated body cannot be recognized: libcurl does not
 * report whether the connection was closed properly. Transfer-Encoding overrides Content-Length,
 * which must not occur twice (RFC 9112, 6.3). */
static bool has_end(CURL *curl)
{
	struct curl_header *header;
	long version = 0;

	curl_easy_getinfo(curl, CURLINFO_HTTP_VERSION, &version);
	if (version >= CURL_HTTP_VERSION_2_0)
		return true;
	if (curl_easy_header(curl, "Transfer-Encoding", 0, CURLH_HEADER, -1, &header) == CURLHE_OK)
		return curl_easy_header(curl, "Transfer-Encoding", header->amount - 1, CURLH_HEADER,
		                        -1, &header) == CURLHE_OK &&
			ends_chunked(header->value);
	return curl_easy_header(curl, "Content-Length", 0, CURLH_HEADER, -1, &header) ==
		CURLHE_OK &&
		header->amount == 1;
}

static enum fetch_result fetch_outcome(CURL *curl, CURLcode code, const struct transfer *transfer,
                                       struct fetch_answer *answer)
{
	bool refused = code == CURLE_COULDNT_CONNECT && transfer->refused;
	long status = 0;

	if (transfer->too_large || code == CURLE_FILESIZE_EXCEEDED)
		snprintf(answer->error, sizeof answer->error, "more than %d MB",
		         FETCH_MAX_BYTES / 1024 / 1024);
	else if (transfer->cannot_write)
		snprintf(answer->error, sizeof answer->error, "cannot write the temporary file");
	else if (refused)
		snprintf(answer->error, sizeof answer->error,
		         "http is allowed for loopback addresses only");
	else if (code != CURLE_OK && answer->error[0] == '\0')
		snprintf(answer->error, sizeof answer->error, "%s", curl_easy_strerror(code));
	(void)memory_sufficed(code != CURLE_OUT_OF_MEMORY);
	if (code != CURLE_OK)
		return refused ? FETCH_REFUSED : FETCH_FAILED;
	curl_easy_getinfo(curl, CURLINFO_RESPONSE_CODE, &status);
	if (status == 304)
		return FETCH_SAME;
	if (status != 200) {
		snprintf(answer->error, sizeof answer->error, "the server returned status %ld",
		         status);
		return FETCH_FAILED;
	}
	if (!has_end(curl)) {
		snprintf(answer->error, sizeof answer->error,
		         "may be truncated: the server gives no length");
		return FETCH_FAILED;
	}
	take_answer(curl, answer);
	return FETCH_GOT;
}

enum fetch_result fetch(const struct fetch_request *request, FILE *out, struct fetch_answer *answer)
{
	char scheme = scheme_of(request->url);
	struct transfer transfer = {.out = out};

	*answer = (struct fetch_answer){0};
	if (scheme == 0) {
		snprintf(answer->error, sizeof answer->error, "not a valid https:// address");
		return FETCH_REFUSED;
	}
	CURL *curl = curl_global_init(CURL_GLOBAL_DEFAULT) == CURLE_OK ? curl_easy_init() : NULL;
	if (!memory_sufficed(curl != NULL)) { /* the only possible reason */
		snprintf(answer->error, sizeof answer->error, "libcurl: initialization failed");
		return FETCH_FAILED;
	}
	transfer.curl = curl;
	set_limits(curl);
	set_scheme(curl, scheme, &transfer);
	struct curl_slist *headers = set_conditions(curl, request);
	if (request->ca_file != NULL) {
		curl_easy_setopt(curl, CURLOPT_CAINFO, request->ca_file);
		curl_easy_setopt(curl, CURLOPT_CAPATH, NULL);
	}
	curl_easy_setopt(curl, CURLOPT_NOPROGRESS, 0L);
	curl_easy_setopt(curl, CURLOPT_XFERINFOFUNCTION, show_progress);
	(void)memory_sufficed(curl_easy_setopt(curl, CURLOPT_URL, request->url) == CURLE_OK);
	curl_easy_setopt(curl, CURLOPT_USERAGENT, "pcsckit list-update");
	curl_easy_setopt(curl, CURLOPT_ACCEPT_ENCODING, "");
	curl_easy_setopt(curl, CURLOPT_FILETIME, 1L);
	curl_easy_setopt(curl, CURLOPT_ERRORBUFFER, answer->error);
	curl_easy_setopt(curl, CURLOPT_WRITEFUNCTION, take_body);
	curl_easy_setopt(curl, CURLOPT_WRITEDATA, &transfer);
	progress_start("downloading", request->url, "kB");
	CURLcode code = curl_easy_perform(curl);
	progress_end();
	enum fetch_result result = fetch_outcome(curl, code, &transfer, answer);
	curl_slist_free_all(headers);
	curl_easy_cleanup(curl);
	curl_global_cleanup();
	return result;
}

void fetch_library(char *out, size_t size)
{
	const curl_version_info_data *info = curl_version_info(CURLVERSION_NOW);

	snprintf(out, size, "libcurl %s (%s)", info->version,
	         info->ssl_version != NULL ? info->ssl_version : "without TLS");
}
