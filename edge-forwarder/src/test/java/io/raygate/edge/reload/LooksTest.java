// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0
package io.raygate.edge.reload;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.quarkus.runtime.configuration.MemorySize;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

class LooksTest {

    @TempDir
    private Path directory;

    @Test
    void next_lookThatHangs_isStaleAndCountedOnceUntilItEnds() throws Exception {
        CountDownLatch begun = new CountDownLatch(1);
        CountDownLatch released = new CountDownLatch(1);
        Reloaded<String> value = Reloaded.open("raygate.some.file", file("first"), content -> {
            String text = new String(content, UTF_8);
            if (text.equals("second")) {
                begun.countDown();
                awaitQuietly(released);
            }
            return text;
        });
        Looks looks = new Looks(value, Duration.ZERO);

        file("second");
        looks.next();
        begun.await();
        looks.next();
        looks.next();

        assertThat(value.isStale()).isTrue();
        assertThat(value.refusals()).isEqualTo(1);
        assertThat(value.current()).isEqualTo("first");

        released.countDown();
        await("the look").until(() -> !value.isStale());
        assertThat(value.current()).isEqualTo("second");
    }

    @Test
    void watch_firstReadHangs_namesKeyFileAndLimit() throws IOException {
        CountDownLatch released = new CountDownLatch(1);
        Path file = Files.writeString(directory.resolve("file"), "first");
        Reloads reloads = new Reloads(new Fixed(), new SimpleMeterRegistry());

        assertThatThrownBy(() -> reloads.watch("raygate.some.file", file, _ -> awaitQuietly(released)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("raygate.some.file: " + file
                        + ": a read takes longer than 100 ms (raygate.reload.read-timeout); look at its file system");
        released.countDown();
    }

    private MountedFile file(String content) throws IOException {
        return new MountedFile(Files.writeString(directory.resolve("file"), content), 100);
    }

    private static boolean awaitQuietly(CountDownLatch latch) {
        try {
            latch.await();
            return true;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private record Fixed() implements ReloadConfig {

        @Override
        public Duration interval() {
            return Duration.ofHours(1);
        }

        @Override
        public Duration readTimeout() {
            return Duration.ofMillis(100);
        }

        @Override
        public MemorySize maxFile() {
            return new MemorySize(BigInteger.valueOf(100));
        }
    }
}
