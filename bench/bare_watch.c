/* bare_watch: the least that a C program can do to show cards: waits for changes in all readers,
 * and prints a line with the ATR of each inserted card. */
#include <stdio.h>
#include <string.h>
#include <unistd.h>
#include <winscard.h>

static void show(const SCARD_READERSTATE *state)
{
	char line[8 + 3 * MAX_ATR_SIZE];
	int length = snprintf(line, sizeof line, "  ATR:");

	for (DWORD i = 0; i < state->cbAtr; i++)
		length += snprintf(line + length, sizeof line - (size_t)length, " %02X",
		                   state->rgbAtr[i]);
	line[length++] = '\n';
	if (write(STDOUT_FILENO, line, (size_t)length) != length)
		_exit(3);
}

int main(void)
{
	static char readers[65536];
	static SCARD_READERSTATE states[256];
	SCARDCONTEXT context;
	DWORD length = sizeof readers, count = 0;

	if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != SCARD_S_SUCCESS ||
	    SCardListReaders(context, NULL, readers, &length) != SCARD_S_SUCCESS)
		return 3;
	for (const char *name = readers; *name != '\0' && count < 256; name += strlen(name) + 1)
		states[count++].szReader = name;
	while (SCardGetStatusChange(context, INFINITE, states, count) == SCARD_S_SUCCESS)
		for (DWORD i = 0; i < count; i++) {
			DWORD now = states[i].dwEventState;

			states[i].dwCurrentState = now & ~(DWORD)SCARD_STATE_CHANGED;
			if (now & SCARD_STATE_CHANGED && now & SCARD_STATE_PRESENT)
				show(&states[i]);
		}
	return 0;
}
