/* bare COUNT [READER]: the least that a C program can do: connects to READER, or the first reader
 * with a card, sends COUNT short APDUs in a loop and disconnects. Prints nothing; exits with 1 if a
 * call fails. */
#include <stdlib.h>
#include <string.h>
#include <winscard.h>

static LONG connect_first(SCARDCONTEXT context, const char *wanted, SCARDHANDLE *card,
                          DWORD *protocol)
{
	char readers[4096];
	DWORD length = sizeof readers;

	LONG rv = SCardListReaders(context, NULL, readers, &length);
	for (const char *name = readers; rv == SCARD_S_SUCCESS && *name != '\0';
	     name += strlen(name) + 1)
		if ((wanted == NULL || strcmp(name, wanted) == 0) &&
		    SCardConnect(context, name, SCARD_SHARE_SHARED,
		                 SCARD_PROTOCOL_T0 | SCARD_PROTOCOL_T1, card,
		                 protocol) == SCARD_S_SUCCESS)
			return SCARD_S_SUCCESS;
	return SCARD_E_NO_SMARTCARD;
}

static LONG send_all(SCARDHANDLE card, DWORD protocol, long count)
{
	static const unsigned char command[] = {0x00, 0xA4, 0x00, 0x00, 0x02, 0x3F, 0x00};
	static unsigned char response[65538];
	const SCARD_IO_REQUEST *pci = protocol == SCARD_PROTOCOL_T0 ? SCARD_PCI_T0 : SCARD_PCI_T1;
	LONG rv = SCARD_S_SUCCESS;

	for (long i = 0; i < count && rv == SCARD_S_SUCCESS; i++) {
		DWORD length = sizeof response;

		rv = SCardTransmit(card, pci, command, sizeof command, NULL, response, &length);
	}
	return rv;
}

int main(int argc, char **argv)
{
	SCARDCONTEXT context;
	SCARDHANDLE card;
	DWORD protocol;

	if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != SCARD_S_SUCCESS)
		return 1;
	LONG rv = connect_first(context, argc > 2 ? argv[2] : NULL, &card, &protocol);
	if (rv == SCARD_S_SUCCESS) {
		rv = send_all(card, protocol, argc > 1 ? strtol(argv[1], NULL, 10) : 1);
		SCardDisconnect(card, SCARD_LEAVE_CARD);
	}
	SCardReleaseContext(context);
	return rv == SCARD_S_SUCCESS ? 0 : 1;
}
