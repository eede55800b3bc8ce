using System.Net;
using ContactCenter.Desk;
using ContactCenter.Journal;
using ContactCenter.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Time.Testing;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>What is being sent can be fetched by whoever has its URL, for a while, and by nobody else.</summary>
public sealed class PublicMediaTests : IAsyncLifetime
{
    private static readonly PublicMedium Picture = new(new TenantId("acme"), new SubjectId(Guid.Parse("22222222-2222-8222-8222-222222222222")), new BlobId(new string('a', 64)), "image/png", 7);

    private readonly FakeTimeProvider _time = new(new DateTimeOffset(2026, 5, 4, 12, 0, 0, TimeSpan.Zero));
    private readonly FakeMedia _media = new();
    private WebHost _host = null!;

    private IPublicMediaUrls Urls => _host.App.Services.GetRequiredService<IPublicMediaUrls>();

    public async Task InitializeAsync() =>
        _host = await WebHost.StartAsync(s => s.AddSingleton<TimeProvider>(_time).AddSingleton<ICenterMedia>(_media));

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task Its_url_hands_it_out_as_what_it_is_until_its_time_is_over()
    {
        var url = Urls.For(Picture, TimeSpan.FromHours(1));
        url.AbsoluteUri.ShouldStartWith("https://cc.example.com/hooks/media/");
        url.AbsoluteUri.Length.ShouldBeLessThan(1_000);

        var response = await _host.Client.GetAsync(url.AbsolutePath);
        (await response.Content.ReadAsStringAsync()).ShouldBe("picture");
        (response.Content.Headers.ContentType!.MediaType, response.Content.Headers.ContentLength).ShouldBe(("image/png", 7));
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        _media.Asked.ShouldHaveSingleItem().ShouldBe(Picture);

        using var head = new HttpRequestMessage(HttpMethod.Head, url.AbsolutePath);
        var headers = await _host.Client.SendAsync(head);
        (headers.StatusCode, headers.Content.Headers.ContentLength).ShouldBe((HttpStatusCode.OK, 7));

        _time.Advance(TimeSpan.FromHours(1)); // its end does not belong to it
        (await _host.Client.GetAsync(url.AbsolutePath)).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task A_token_that_was_altered_or_made_up_opens_nothing()
    {
        var path = Urls.For(Picture, TimeSpan.FromHours(1)).AbsolutePath;
        var tokens = Enumerable.Range(path.Length - 40, 40).Select(i => path[..i] + (path[i] == 'A' ? 'B' : 'A') + path[(i + 1)..])
            .Concat([path[..^4], path + "AAAA", "/hooks/media/x", "/hooks/media/%41%42", "/hooks/media/" + new string('A', 5_000), "/hooks/media/" + new string('A', 400)]);

        foreach (var token in tokens)
        {
            (await _host.Client.GetAsync(token)).StatusCode.ShouldBe(HttpStatusCode.NotFound, token);
        }

        _media.Asked.ShouldBeEmpty();
    }

    [Fact]
    public async Task What_is_gone_is_404_and_a_tenant_that_is_away_503()
    {
        var path = Urls.For(Picture, TimeSpan.FromHours(1)).AbsolutePath;
        _media.Open = static () => null;
        (await _host.Client.GetAsync(path)).StatusCode.ShouldBe(HttpStatusCode.NotFound);

        _media.Open = static () => throw new LogUnavailableException("away");
        var response = await _host.Client.GetAsync(path);
        (response.StatusCode, response.Headers.RetryAfter!.Delta).ShouldBe((HttpStatusCode.ServiceUnavailable, TimeSpan.FromSeconds(5)));
    }

    [Fact]
    public async Task A_host_that_does_not_know_its_public_url_offers_none()
    {
        Urls.IsAvailable.ShouldBeTrue();
        await using var host = await WebHost.StartAsync(web: o => o.PublicUrl = null);
        host.App.Services.GetRequiredService<IPublicMediaUrls>().IsAvailable.ShouldBeFalse();
    }

    [Fact]
    public async Task A_webhook_of_the_same_path_stops_the_start()
    {
        var start = () => WebHost.StartAsync(s => s.AddSingleton<IWebhookHandler>(new FakeHook("media")));

        (await start.ShouldThrowAsync<InvalidOperationException>()).Message.ShouldContain("under which media are handed out");
    }

    private sealed class FakeMedia : ICenterMedia
    {
        public List<PublicMedium> Asked { get; } = [];

        public Func<Stream?> Open { get; set; } = static () => new MemoryStream("picture"u8.ToArray());

        public ValueTask<Stream?> OpenAsync(PublicMedium medium, CancellationToken cancellationToken = default)
        {
            Asked.Add(medium);
            return new(Open());
        }
    }
}
