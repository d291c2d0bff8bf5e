#include "sys/pcsc/pcsc_offers.h"

#include "sys/paths.h"

#include <string.h>
#include <sys/socket.h>
#include <sys/un.h>
#include <unistd.h>

enum {
	DESCRIPTORS = 64,
	PATH_SIZE = sizeof((struct sockaddr_un *)0)->sun_path + 1,
};

/* Calls SCardGetStatusChange with one entry more than older services accept. Each entry is the PnP
 * entry, so that no reader is needed. */
static uint32_t ask_limit(struct pcsc *pcsc, bool *few)
{
	struct reader_state entries[PCSC_ENTRIES_OLD + 1];

	for (size_t i = 0; i < sizeof entries / sizeof *entries; i++)
		entries[i] = (struct reader_state){.name = PCSC_PNP};
	uint32_t code = pcsc_status_change(pcsc, entries, sizeof entries / sizeof *entries, 0);
	*few = code == PCSC_E_INVALID_PARAMETER;
	return *few || code == PCSC_E_TIMEOUT || code == PCSC_E_UNKNOWN_READER ? PCSC_OK : code;
}

uint32_t pcsc_offers_ask(struct pcsc *pcsc, struct pcsc_offers *offers)
{
	uint16_t counter = 0;

	*offers = (struct pcsc_offers){0};
	uint32_t code = pcsc_pnp(pcsc, &offers->notifies, &counter);
	offers->counts_readers = counter != 0;
	return code == PCSC_OK ? ask_limit(pcsc, &offers->few_entries) : code;
}

/* Returns whether this is the path where the library expects the socket of the service. */
static bool is_service(const char *path)
{
	const char *named = paths_environment("PCSCLITE_CSOCK_NAME"), *slash = strrchr(path, '/');

	return named != NULL ? strcmp(path, named) == 0 : strcmp(slash, "/pcscd.comm") == 0;
}

/* Stores the path of the socket that fd is connected to; returns false if it is not that of the
 * service. */
static bool service_at(int fd, char path[PATH_SIZE])
{
	struct sockaddr_un address = {0};
	socklen_t length = sizeof address;

	if (getpeername(fd, (struct sockaddr *)&address, &length) != 0 ||
	    address.sun_family != AF_UNIX || address.sun_path[0] != '/')
		return false;
	memcpy(path, address.sun_path, sizeof address.sun_path);
	path[sizeof address.sun_path] = '\0';
	return is_service(path);
}

struct pcsc_versions pcsc_versions_ask(void)
{
	char path[PATH_SIZE];
	struct pcsc_versions versions = {0};

	for (int fd = STDERR_FILENO + 1; fd < DESCRIPTORS && !versions.service.known; fd++)
		if (service_at(fd, path))
			versions.service = greeting_ask(path).protocol;
	if (versions.service.known)
		versions.library = greeting_own();
	return versions;
}
