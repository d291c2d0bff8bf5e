/* Includes the headers of PC/SC, wherever this system has them. */
#ifndef SYS_PCSC_WINSCARD_HEADER_H
#define SYS_PCSC_WINSCARD_HEADER_H

#ifdef __APPLE__
#include <PCSC/winscard.h>
/* Its SCardControl is that of a draft of PC/SC. */
#define SCardControl SCardControl132
/* Its headers lack what pcsc-lite has in reader.h. */
#define SCARD_CTL_CODE(code) (0x42000000u + (code))
#else
#include <reader.h>
#include <winscard.h>
#endif

#endif
