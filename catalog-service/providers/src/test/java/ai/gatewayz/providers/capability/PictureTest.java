package ai.gatewayz.providers.capability;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Base64;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class PictureTest {

  @ParameterizedTest
  @EnumSource(Colour.class)
  void isOfOneColour(Colour colour) throws IOException {
    String url = Picture.of(colour);
    byte[] png = Base64.getDecoder().decode(url.substring(url.indexOf(',') + 1));
    BufferedImage image = ImageIO.read(new ByteArrayInputStream(png));
    assertEquals(8, image.getWidth());
    assertEquals(8, image.getHeight());
    for (int x = 0; x < 8; x++) {
      for (int y = 0; y < 8; y++) {
        assertEquals(colour.rgb(), image.getRGB(x, y) & 0xFFFFFF);
      }
    }
  }
}
