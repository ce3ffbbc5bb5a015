// SPDX-FileCopyrightText: The Raygate authors
// SPDX-License-Identifier: Apache-2.0

import com.amazonaws.xray.AWSXRay;
import com.amazonaws.xray.AWSXRayRecorderBuilder;
import com.amazonaws.xray.strategy.sampling.AllSamplingStrategy;

// Sends segments with the X-Ray SDK for Java, as send.py does.
void main() throws Exception {
    String name = System.getenv("NAME");
    long pauseMillis = 1_000 / Long.parseLong(System.getenv("RATE"));
    int count = Integer.parseInt(System.getenv("COUNT"));
    Path stop = Path.of(System.getenv("STOP"));
    AWSXRay.setGlobalRecorder(AWSXRayRecorderBuilder.standard()
            .withSamplingStrategy(new AllSamplingStrategy())
            .build());
    int sent = 0;
    do {
        AWSXRay.beginSegment(name).putAnnotation("n", ++sent);
        AWSXRay.endSegment();
        IO.println(sent);
        Thread.sleep(pauseMillis);
    } while (sent != count && !Files.exists(stop));
    IO.println("end " + sent);
    Thread.currentThread().join();
}
