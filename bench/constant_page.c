/* A CGI that prints a constant page, as long as the page of an ordinary ATR: it shows what the web
 * server and one process per request cost. */
#include <stdio.h>
#include <string.h>

enum { LENGTH = 24000 };

int main(void)
{
	static char page[LENGTH];

	memset(page, 'x', sizeof page);
	printf("Content-Type: text/plain\nContent-Length: %d\n\n", LENGTH);
	fwrite(page, 1, sizeof page, stdout);
	return 0;
}
