/* "atr_parser --cgi" as a program of its own, which a web server starts for each request: it has
 * only what the pages need, and starts in half the time. */
#include "atr_parser/page/cgi.h"

#include "sys/output.h"

int main(void)
{
	output_start();
	return output_end((int)cgi_answer());
}
