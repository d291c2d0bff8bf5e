/* A stand-in for the PC/SC headers of macOS, for compilers on other systems: what pcsckit uses of
 * them, with the types, names and values of macOS, which has 32 bits wherever pcsc-lite has long.
 * Not for use on a Mac, which has its own. */
#ifndef STAND_IN_WINSCARD_H
#define STAND_IN_WINSCARD_H

#include <stdint.h>

typedef int32_t LONG;
typedef uint32_t DWORD;
typedef DWORD *LPDWORD;
typedef const char *LPCSTR;
typedef char *LPSTR;
typedef const void *LPCVOID;
typedef void *LPVOID;
typedef const uint8_t *LPCBYTE;
typedef uint8_t *LPBYTE;
typedef int32_t SCARDCONTEXT;
typedef int32_t SCARDHANDLE;

enum { MAX_ATR_SIZE = 33 };

#pragma pack(push, 1)
typedef struct {
	const char *szReader;
	void *pvUserData;
	uint32_t dwCurrentState, dwEventState;
	uint32_t cbAtr;
	unsigned char rgbAtr[MAX_ATR_SIZE];
} SCARD_READERSTATE;

typedef struct {
	uint32_t dwProtocol, cbPciLength;
} SCARD_IO_REQUEST;
#pragma pack(pop)

#define SCARD_S_SUCCESS ((LONG)0x00000000)
#define SCARD_F_INTERNAL_ERROR ((LONG)0x80100001)
#define SCARD_E_NO_SERVICE ((LONG)0x8010001D)

#define SCARD_SCOPE_SYSTEM 2
#define SCARD_SHARE_EXCLUSIVE 1
#define SCARD_SHARE_SHARED 2
#define SCARD_SHARE_DIRECT 3
#define SCARD_PROTOCOL_T0 1
#define SCARD_PROTOCOL_T1 2
#define SCARD_PROTOCOL_RAW 4
#define SCARD_LEAVE_CARD 0
#define SCARD_RESET_CARD 1
#define SCARD_UNPOWER_CARD 2
#define SCARD_EJECT_CARD 3
#define SCARD_STATE_UNAWARE 0
#define INFINITE 0xFFFFFFFF

extern const SCARD_IO_REQUEST g_rgSCardT0Pci, g_rgSCardT1Pci, g_rgSCardRawPci;
#define SCARD_PCI_T0 (&g_rgSCardT0Pci)
#define SCARD_PCI_T1 (&g_rgSCardT1Pci)
#define SCARD_PCI_RAW (&g_rgSCardRawPci)

LONG SCardEstablishContext(DWORD scope, LPCVOID reserved1, LPCVOID reserved2,
                           SCARDCONTEXT *context);
LONG SCardReleaseContext(SCARDCONTEXT context);
LONG SCardListReaders(SCARDCONTEXT context, LPCSTR groups, LPSTR readers, LPDWORD length);
LONG SCardGetStatusChange(SCARDCONTEXT context, DWORD timeout, SCARD_READERSTATE *states,
                          DWORD count);
LONG SCardCancel(SCARDCONTEXT context);
LONG SCardConnect(SCARDCONTEXT context, LPCSTR reader, DWORD share, DWORD protocols,
                  SCARDHANDLE *card, LPDWORD protocol);
LONG SCardReconnect(SCARDHANDLE card, DWORD share, DWORD protocols, DWORD initialization,
                    LPDWORD protocol);
LONG SCardDisconnect(SCARDHANDLE card, DWORD disposition);
LONG SCardBeginTransaction(SCARDHANDLE card);
LONG SCardEndTransaction(SCARDHANDLE card, DWORD disposition);
LONG SCardTransmit(SCARDHANDLE card, const SCARD_IO_REQUEST *send, LPCBYTE command, DWORD length,
                   SCARD_IO_REQUEST *receive, LPBYTE response, LPDWORD response_length);
LONG SCardControl132(SCARDHANDLE card, DWORD code, LPCVOID command, DWORD length, LPVOID response,
                     DWORD size, LPDWORD response_length);
LONG SCardGetAttrib(SCARDHANDLE card, DWORD id, LPBYTE attribute, LPDWORD length);

#endif
