using ContactCenter.Desktop.Shell;
using Microsoft.AspNetCore.Http;

namespace ContactCenter.Desktop.Tests.Shell;

public sealed class FramePolicyTests
{
    [Fact]
    public void Without_named_origins_nobody_may_frame_the_pages()
    {
        var http = new DefaultHttpContext();
        FramePolicy.Apply(http, new DesktopOptions());
        http.Response.Headers.ContentSecurityPolicy.ToString().ShouldBe("frame-ancestors 'none'");
    }

    [Fact]
    public void Named_origins_may_and_no_other()
    {
        var options = new DesktopOptions { EmbedOrigins = { "https://crm.example.com", "https://a.example.com:8443" } };
        FramePolicy.Ancestors(options).ShouldBe("https://a.example.com:8443 https://crm.example.com");
        new DesktopOptionsValidator().Validate(null, options).Succeeded.ShouldBeTrue();
    }

    [Theory]
    [InlineData("*")]
    [InlineData("crm.example.com")]
    [InlineData("https://crm.example.com/")]
    [InlineData("https://CRM.example.com")]
    [InlineData("https://crm.example.com; script-src *")]
    [InlineData("file:///x")]
    public void What_is_no_origin_is_a_fault_that_names_it(string origin) =>
        new DesktopOptionsValidator().Validate(null, new DesktopOptions { EmbedOrigins = { origin } }).FailureMessage.ShouldNotBeNull().ShouldContain($"'{origin}'");
}
