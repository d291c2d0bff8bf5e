/* bare_watch: the least that a C program can do to show cards: waits for the first reader and writes a
 * line with the ATR of each card that comes. */
#include <stdio.h>
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
	char readers[4096];
	SCARDCONTEXT context;
	DWORD length = sizeof readers;

	if (SCardEstablishContext(SCARD_SCOPE_SYSTEM, NULL, NULL, &context) != SCARD_S_SUCCESS ||
	    SCardListReaders(context, NULL, readers, &length) != SCARD_S_SUCCESS)
		return 3;
	SCARD_READERSTATE state = {.szReader = readers, .dwCurrentState = SCARD_STATE_UNAWARE};
	while (SCardGetStatusChange(context, INFINITE, &state, 1) == SCARD_S_SUCCESS) {
		state.dwCurrentState = state.dwEventState & ~(DWORD)SCARD_STATE_CHANGED;
		if (state.dwEventState & SCARD_STATE_PRESENT)
			show(&state);
	}
	return 0;
}
