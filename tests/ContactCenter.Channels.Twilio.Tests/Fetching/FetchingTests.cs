using System.Net;
using Microsoft.Extensions.Time.Testing;
using StubCarrier;

namespace ContactCenter.Channels.Twilio.Tests.Fetching;

/// <summary>Against the stub carrier, which wants a sign-in, redirects, and can do everything wrong.</summary>
public sealed class FetchingTests : IAsyncLifetime
{
    private const long Plenty = 1_000_000;

    private StartedCarrier _carrier = null!;
    private Bench _bench = null!;

    public async Task InitializeAsync()
    {
        _carrier = await StartedCarrier.StartAsync();
        _bench = new Bench(baseUrl: _carrier.Url);
    }

    public async Task DisposeAsync()
    {
        await _bench.DisposeAsync();
        await _carrier.DisposeAsync();
    }

    [Theory]
    [InlineData("image/png")]
    [InlineData("application/pdf")]
    [InlineData("text/vcard")]
    public async Task A_medium_is_fetched_with_our_sign_in_and_along_the_redirect(string type)
    {
        var (url, content) = await PictureAsync(type);

        (await ReadAsync(await FetchAsync(url))).ShouldBe(content);
    }

    [Fact]
    public async Task The_name_its_sender_gave_it_comes_along()
    {
        var (url, _) = await PictureAsync("image/png", "caldaia è rotta.png");

        (await FetchAsync(url)).ShouldBeOfType<MediaFetch.Found>().FileName.ShouldBe("caldaia è rotta.png");
    }

    [Fact]
    public async Task With_a_wrong_token_it_is_refused_for_now_because_that_can_be_put_right()
    {
        var (url, _) = await PictureAsync();
        await using var bench = new Bench(new() { ["Accounts:main:AuthTokens:primary"] = "wrong" }, _carrier.Url);

        (await FetchAsync(url, bench: bench)).ShouldBe(new MediaFetch.Refused("twilio-401", IsTransient: true));
    }

    [Fact]
    public async Task What_Twilio_no_longer_has_is_gone()
    {
        var (url, _) = await PictureAsync();

        (await FetchAsync(new Uri(url.AbsoluteUri + "x"))).ShouldBe(new MediaFetch.Refused(MediaFetch.Gone, IsTransient: false));
        _carrier.Fail(new FaultRule("404") { On = "media" });
        (await FetchAsync(url)).ShouldBe(new MediaFetch.Refused(MediaFetch.Gone, IsTransient: false));
    }

    [Theory]
    [InlineData("429", "twilio-429", 1)]
    [InlineData("500", "twilio-500", null)]
    [InlineData("503", "twilio-503", 1)]
    [InlineData("cut", "twilio-connection-lost", null)]
    public async Task What_passes_is_refused_for_now(string mode, string code, int? wait)
    {
        var (url, _) = await PictureAsync();
        _carrier.Fail(new FaultRule(mode) { On = "media" });

        (await FetchAsync(url)).ShouldBe(new MediaFetch.Refused(code, IsTransient: true, wait is { } s ? TimeSpan.FromSeconds(s) : null));
    }

    [Fact]
    public async Task An_answer_that_does_not_come_and_one_that_does_not_end_are_given_up_in_time()
    {
        var (url, _) = await PictureAsync();
        var time = new FakeTimeProvider();
        await using var bench = new Bench(new() { ["MediaTimeout"] = "00:00:05" }, _carrier.Url, services: s => s.AddSingleton<TimeProvider>(time));
        _carrier.Fail(new FaultRule("slow") { On = "media", LatencyMs = 600_000 });
        var fetching = FetchAsync(url, bench: bench);
        time.Advance(TimeSpan.FromSeconds(4.9));
        fetching.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(0.1));
        (await fetching).ShouldBe(new MediaFetch.Refused("twilio-timeout", IsTransient: true));

        _carrier.Fail(new FaultRule("stall") { On = "media", LatencyMs = 600_000 });
        var reading = ReadAsync(await FetchAsync(url, bench: bench));
        time.Advance(TimeSpan.FromSeconds(4.9));
        reading.IsCompleted.ShouldBeFalse();
        time.Advance(TimeSpan.FromSeconds(0.1));
        await Should.ThrowAsync<TimeoutException>(reading);
    }

    [Fact]
    public async Task What_is_said_to_be_too_large_is_not_read_and_what_is_not_said_ends_with_its_reader()
    {
        var (url, content) = await PictureAsync();
        (await FetchAsync(url, content.Length)).ShouldBeOfType<MediaFetch.Found>();
        (await FetchAsync(url, content.Length - 1)).ShouldBe(new MediaFetch.Refused(MediaFetch.TooLarge, IsTransient: false));

        _carrier.Fail(new FaultRule("endless") { On = "media" });
        var found = (await FetchAsync(url)).ShouldBeOfType<MediaFetch.Found>();
        await found.Content.ReadExactlyAsync(new byte[200_000]);
        await found.Content.DisposeAsync();
    }

    [Theory]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("https://169.254.169.254/latest/meta-data/")]
    [InlineData("http://127.0.0.1:1/")]
    [InlineData("https://localhost/")]
    [InlineData("https://localhost:8443/")]
    [InlineData("https://user:secret@example.com/")]
    [InlineData("file:///etc/passwd")]
    [InlineData("ftp://example.com/")]
    [InlineData("//169.254.169.254/")]
    public async Task A_redirect_to_a_machine_of_ours_or_out_of_TLS_is_not_followed(string location)
    {
        var (url, _) = await PictureAsync();
        _carrier.Fail(new FaultRule("redirect") { On = "media", Location = location });

        (await FetchAsync(url)).ShouldBe(new MediaFetch.Refused("twilio-redirect-refused", IsTransient: false));
    }

    [Fact]
    public async Task Redirects_without_end_are_not_followed_without_end()
    {
        var (url, _) = await PictureAsync();
        _carrier.Fail(new FaultRule("redirect") { On = "media", Location = url.PathAndQuery });

        (await FetchAsync(url)).ShouldBe(new MediaFetch.Refused("twilio-redirect-refused", IsTransient: false));
    }

    [Theory]
    [InlineData("http://api.twilio.com/2010-04-01/x")]
    [InlineData("https://api.twilio.com:8443/2010-04-01/x")]
    [InlineData("https://api.twilio.com@evil.example/x")]
    [InlineData("https://api.twilio.com.evil.example/x")]
    [InlineData("https://eviltwilio.com/x")]
    [InlineData("https://127.0.0.1/x")]
    [InlineData("http://127.0.0.1:1/x")]
    [InlineData("http://169.254.169.254/latest/meta-data/")]
    [InlineData("file:///etc/passwd")]
    public async Task Nobody_but_Twilio_and_the_configured_host_is_asked(string url) =>
        (await FetchAsync(new Uri(url))).ShouldBe(new MediaFetch.Refused("twilio-foreign-url", IsTransient: false));

    [Fact]
    public async Task Our_sign_in_goes_to_the_host_asked_first_and_to_no_other()
    {
        var asked = new List<(string Host, bool SignedIn)>();
        var answers = new Dictionary<string, string>
        {
            ["api.twilio.com"] = "https://media.twilio.com/1",
            ["media.twilio.com"] = "https://cdn.example.com/2",
            ["cdn.example.com"] = "https://api.twilio.com/3",
        };
        await using var bench = new Bench(services: services => services.AddHttpClient("ContactCenter.Channels.Twilio.Media").ConfigurePrimaryHttpMessageHandler(() => new Answering(request =>
        {
            asked.Add((request.RequestUri!.Host, request.Headers.Authorization is not null));
            return request.RequestUri.AbsolutePath == "/3"
                ? new HttpResponseMessage(HttpStatusCode.OK) { Content = new ByteArrayContent([1, 2, 3]) }
                : new HttpResponseMessage(HttpStatusCode.TemporaryRedirect) { Headers = { Location = new Uri(answers[request.RequestUri.Host]) } };
        })));

        (await ReadAsync(await FetchAsync(new Uri("https://api.twilio.com/0"), bench: bench))).ShouldBe([1, 2, 3]);

        asked.ShouldBe([("api.twilio.com", true), ("media.twilio.com", false), ("cdn.example.com", false), ("api.twilio.com", true)]);
    }

    [Fact]
    public async Task Nobody_there_is_refused_for_now()
    {
        await using var bench = new Bench();
        (await FetchAsync(new Uri("http://127.0.0.1:1/2010-04-01/x"), bench: bench)).ShouldBe(new MediaFetch.Refused("twilio-unreachable", IsTransient: true));
    }

    private async Task<(Uri Url, byte[] Content)> PictureAsync(string type = "image/png", string? name = null)
    {
        var medium = new Media("ME1", type) { FileName = name };
        var (sid, _) = await _carrier.Webhooks.WriteAsync(Bench.Customer, Bench.Number, "look", [medium]);
        return (new Uri($"{_carrier.Url}/2010-04-01/Accounts/{Bench.Sid}/Messages/{sid}/Media/ME1"), medium.Content);
    }

    private Task<MediaFetch> FetchAsync(Uri url, long maxSizeBytes = Plenty, Bench? bench = null) =>
        (bench ?? _bench).Media.FetchAsync(Bench.Endpoint, new MediaReference(url, "image/png"), maxSizeBytes, CancellationToken.None).AsTask();

    private static async Task<byte[]> ReadAsync(MediaFetch fetch)
    {
        var found = fetch.ShouldBeOfType<MediaFetch.Found>();
        await using var content = found.Content;
        using var copy = new MemoryStream();
        await content.CopyToAsync(copy);
        return copy.ToArray();
    }

    private sealed class Answering(Func<HttpRequestMessage, HttpResponseMessage> answer) : HttpMessageHandler
    {
        protected override Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken) => Task.FromResult(answer(request));
    }
}
