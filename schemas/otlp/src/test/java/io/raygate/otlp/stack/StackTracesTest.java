// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.otlp.stack;

import java.time.Duration;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

class StackTracesTest {

    private static final String JAVA = """
            shop.CartException: cart is locked
            by another request
            \tat app//shop.Cart.lock(Cart.java:41)
            \tat java.base@25/java.lang.Thread.run(Thread.java:1583)
            \tat shop.Native.call(Native Method)
            \tSuppressed: java.io.IOException: close failed
            \t\tat shop.Resource.close(Resource.java:9)
            \tCaused by: java.io.EOFException
            \t\tat shop.Resource.flush(Resource.java:7)
            Caused by: shop.LockException:
            \tat shop.Lock.take(Lock.java:5)
            \t... 3 more
            Caused by: [CIRCULAR REFERENCE: shop.CartException: cart is locked]
            """;

    private static final String PYTHON = """
            Traceback (most recent call last):
              File "/srv/a,b/rates.py", line 12, in lookup
                return table[key]
                       ~~~~~^^^^^
            KeyError: 'XX'

            The above exception was the direct cause of the following exception:

            Traceback (most recent call last):
              File "/srv/app.py", line 3, in <module>
                main()
              File "/srv/app.py", line 9, in main
                raise RateError("none") from e
            shop.RateError: none
            """;

    private static final String NODE = """
            TypeError: total is not a function {
                at Cart.total (file:///app/cart.js:120:7) {
                at async charge (C:\\app\\card.js:5:1)
                at node:internal/process/task_queues:95:5
              [cause]: Error: no rate
                  at rate (/app/rate.js:3:9)
            }
            """;

    private static final String DOTNET = """
            System.AggregateException: One or more errors
             ---> System.InvalidOperationException: Ledger is closed
               at Shop.Ledger.Post(Entry e) in /src/Ledger.cs:line 57
               --- End of inner exception stack trace ---
               at System.Threading.Tasks.Task.Wait()
            """;

    private static final String PHP = """
            PDOException: gone in /app/Db.php:7
            Stack trace:
            #0 /app/Db.php(7): PDO->query('x: y')
            #1 {main}

            Next RuntimeException: basket empty in /app/Basket.php:22
            Stack trace:
            #0 [internal function]: Basket->total()
            #1 /app/index.php(3): show()
            """;

    private static final String GO = """
            no rate

            goroutine 41 [running]:
            main.(*Table).Rate(0xc000012345, {0xc0000a, 0x2})
            \t/src/table.go:81 +0x1d4
            created by main.serve in goroutine 1
            \t/src/main.go:44 +0x9a
            """;

    private static final String RUBY = """
            /app/mail.rb:12:in `send': timeout (Net::ReadTimeout)
            \tfrom /app/job.rb:4:in 'Job#perform'
            """;

    /** Either of these took minutes when its cost was in proportion to the square of its length. */
    @ParameterizedTest
    @CsvSource({"java,x", "java,Caused by:", "nodejs,x", "dotnet,x", "dotnet,--->", "python,x"})
    void parse_longestTextOfShortLines_endsSoon(String language, String line) {
        String text = "T: m\n" + (line + "\n").repeat((1 << 20) / (line.length() + 1));

        List<ParsedException> parsed =
                assertTimeoutPreemptively(Duration.ofMinutes(1), () -> StackTraces.parse(language, text));
        assertThat(parsed.get(0).type()).isNotEmpty();
    }

    @Test
    void parse_java_chainAndSuppressed() {
        List<ParsedException> parsed = StackTraces.parse("java", JAVA);

        assertThat(parsed).hasSize(2);
        assertThat(text(parsed.get(0))).isEqualTo("""
                shop.CartException(cart is locked
                by another request) shop.Cart.lock@Cart.java:41 java.lang.Thread.run@Thread.java:1583 \
                shop.Native.call@Native Method:0 < shop.LockException() shop.Lock.take@Lock.java:5""");
        assertThat(text(parsed.get(1)))
                .isEqualTo("java.io.IOException(close failed) shop.Resource.close@Resource.java:9"
                        + " < java.io.EOFException() shop.Resource.flush@Resource.java:7");
    }

    @Test
    void parse_python_innermostFirstAndCause() {
        assertThat(text(StackTraces.parse("python", PYTHON).get(0)))
                .isEqualTo("shop.RateError(none) main@/srv/app.py:9 <module>@/srv/app.py:3"
                        + " < KeyError('XX') lookup@/srv/a,b/rates.py:12");
    }

    @Test
    void parse_node_pathsWithColonsAndCause() {
        assertThat(text(StackTraces.parse("nodejs", NODE).get(0)))
                .isEqualTo("TypeError(total is not a function) Cart.total@file:///app/cart.js:120"
                        + " async charge@C:\\app\\card.js:5 @node:internal/process/task_queues:95"
                        + " < Error(no rate) rate@/app/rate.js:3");
    }

    @Test
    void parse_firefox_frames() {
        assertThat(text(StackTraces.parse("webjs", "total@https://shop.example/cart.js:3:9\n@https://shop.example/:1:1")
                        .get(0)))
                .isEqualTo("() total@https://shop.example/cart.js:3 @https://shop.example/:1");
    }

    @Test
    void parse_dotnet_eachExceptionItsFrames() {
        assertThat(text(StackTraces.parse("dotnet", DOTNET).get(0)))
                .isEqualTo("System.AggregateException(One or more errors) System.Threading.Tasks.Task.Wait()@:0"
                        + " < System.InvalidOperationException(Ledger is closed)"
                        + " Shop.Ledger.Post(Entry e)@/src/Ledger.cs:57");
    }

    @Test
    void parse_php_bothForms() {
        assertThat(text(StackTraces.parse("php", PHP).get(0)))
                .isEqualTo("RuntimeException(basket empty) Basket->total()@:0 show()@/app/index.php:3"
                        + " < PDOException(gone) PDO->query('x: y')@/app/Db.php:7 {main}@:0");
        assertThat(text(StackTraces.parse("php", "E: m\n\tat Shop\\Cart.total(Cart.php:2)")
                        .get(0)))
                .isEqualTo("E(m) Shop\\Cart.total@Cart.php:2");
    }

    @Test
    void parse_go_withoutAddresses() {
        assertThat(text(StackTraces.parse("go", GO).get(0))).isEqualTo("() main.(*Table).Rate@/src/table.go:81");
    }

    @Test
    void parse_ruby_bothQuotes() {
        assertThat(text(StackTraces.parse("ruby", RUBY).get(0)))
                .isEqualTo("() send@/app/mail.rb:12 Job#perform@/app/job.rb:4");
    }

    @Test
    void parse_otherLanguage_noFrames() {
        assertThat(StackTraces.parse("rust", JAVA).get(0).frames()).isEmpty();
    }

    /** A mangled stack trace must not stop the gateway, whatever a log formatter did to it. */
    @Test
    void parse_mangled_neverThrows() {
        long seed = 20261127;
        Random random = new Random(seed);
        for (String language : List.of("java", "python", "nodejs", "dotnet", "php", "go", "ruby")) {
            for (String trace : List.of(JAVA, PYTHON, NODE, DOTNET, PHP, GO, RUBY)) {
                for (int end = 0; end <= trace.length(); end++) {
                    assertThat(StackTraces.parse(language, trace.substring(0, end)))
                            .isNotEmpty();
                    assertThat(StackTraces.parse(language, trace.substring(end)))
                            .isNotEmpty();
                }
                for (int i = 0; i < 200; i++) {
                    StringBuilder mangled = new StringBuilder(trace);
                    int at = random.nextInt(mangled.length());
                    mangled.delete(at, Math.min(mangled.length(), at + random.nextInt(20)));
                    assertThat(StackTraces.parse(language, mangled.toString()))
                            .as("seed %d", seed)
                            .isNotEmpty();
                }
            }
        }
    }

    private static String text(ParsedException exception) {
        StringBuilder text = new StringBuilder(exception.type() + "(" + exception.message() + ")");
        exception
                .frames()
                .forEach(frame -> text.append(' ')
                        .append(frame.label())
                        .append('@')
                        .append(frame.path())
                        .append(':')
                        .append(frame.line()));
        ParsedException cause = exception.cause();
        return cause == null ? text.toString() : text + " < " + text(cause);
    }
}
