using System.Net;
using System.Text;
using ContactCenter.Readiness;
using ContactCenter.Web;

namespace ContactCenter.Channels.WebChat.Tests;

/// <summary>What the readiness check finds about a page with the widget.</summary>
public sealed class PageCheckTests
{
    [Fact]
    public async Task A_page_of_named_https_sites_whose_widget_is_there_is_ready()
    {
        using var web = new Web("text/javascript; charset=utf-8");
        var findings = await CheckAsync(new ChatCenter(), web);
        findings.Select(static f => (f.Status, f.Code)).ShouldBe([(ReadinessStatus.Ok, "webchat.origins"), (ReadinessStatus.Ok, "webchat.widget")]);
        web.Asked.ShouldBe("/hooks/webchat/acme.js");
    }

    [Theory]
    [InlineData("*", "webchat.any-origin")]
    [InlineData("http://www.acme.example", "webchat.http-origin")]
    public async Task An_origin_that_is_not_sane_is_a_warning(string origin, string code)
    {
        using var web = new Web("text/javascript");
        var findings = await CheckAsync(new ChatCenter(p => p.From(origin)), web);
        (findings[0].Status, findings[0].Code).ShouldBe((ReadinessStatus.Warning, code));
    }

    [Fact]
    public async Task A_proxy_that_answers_with_something_else_is_a_failure()
    {
        using var web = new Web("text/html");
        (await CheckAsync(new ChatCenter(), web))[^1].Code.ShouldBe("webchat.unreachable");
    }

    [Fact]
    public async Task An_address_nobody_answers_at_is_a_failure_and_a_page_that_is_gone_too()
    {
        var web = new Web("text/javascript");
        web.Dispose();
        (await CheckAsync(new ChatCenter(), web))[^1].ShouldSatisfyAllConditions(
            static f => f.Code.ShouldBe("webchat.unreachable"), static f => f.Values[2].ShouldBe("ConnectionError"));
        (await CheckAsync(new ChatCenter(configure: static o => o.Pages.Clear()), web)).ShouldHaveSingleItem().Code.ShouldBe("webchat.no-page");
    }

    private static async Task<IReadOnlyList<ReadinessFinding>> CheckAsync(ChatCenter center, IWebhookUrls urls) =>
        await new PageCheck(Microsoft.Extensions.Options.Options.Create(center.Options), urls).RunAsync(ChatCenter.Endpoint, CancellationToken.None);

    /// <summary>Something that answers every request alike.</summary>
    private sealed class Web : IWebhookUrls, IDisposable
    {
        private readonly HttpListener _listener = new();
        private readonly string _root;

        public Web(string contentType)
        {
            using (var free = new System.Net.Sockets.TcpListener(IPAddress.Loopback, 0))
            {
                free.Start();
                _root = $"http://127.0.0.1:{((IPEndPoint)free.LocalEndpoint).Port}/";
            }

            _listener.Prefixes.Add(_root);
            _listener.Start();
            _ = AnswerAsync(contentType);
        }

        public string? Asked { get; private set; }

        public Uri For(string relative) => new($"{_root}hooks/{relative}");

        public void Dispose() => _listener.Close();

        private async Task AnswerAsync(string contentType)
        {
            var context = await _listener.GetContextAsync();
            Asked = context.Request.Url!.AbsolutePath;
            context.Response.ContentType = contentType;
            context.Response.Close(Encoding.UTF8.GetBytes("x"), willBlock: false);
        }
    }
}
