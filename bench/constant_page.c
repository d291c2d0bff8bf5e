/* A CGI that prints a constant page, as long as that of an ordinary ATR: what a web server and a
 * process of its own for each request cost. */
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
