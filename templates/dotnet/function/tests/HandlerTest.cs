using Function;
using Xunit;

public class HandlerTest
{
    [Theory]
    [InlineData("Ada\n", "Hello, Ada!\n")]
    [InlineData("", "Hello, world!\n")]
    public void Greets(string body, string expected) => Assert.Equal(expected, Handler.Greeting(body));
}
