using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text.Json;
using ContactCenter.Desk;

namespace ContactCenter.AspNetCore.Tests;

/// <summary>A player over HTTP: ranges, tags, and nothing that is kept.</summary>
public sealed class RecordingApiTests : IAsyncLifetime
{
    private static readonly RecordingId Id = new(Guid.Parse("55555555-5555-8555-8555-555555555555"));
    private static readonly byte[] Wav = [.. Enumerable.Range(0, 10_007).Select(static i => (byte)(i * 7 >> 2))];

    private WebHost _host = null!;

    public async Task InitializeAsync()
    {
        _host = await WebHost.StartAsync();
        _host.Desks.Recordings[Id] = static () => Of("abc123");
    }

    public async Task DisposeAsync() => await _host.DisposeAsync();

    [Fact]
    public async Task The_whole_comes_with_its_tag_and_is_kept_by_nobody()
    {
        var response = await SendAsync();

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(Wav);
        response.Content.Headers.ContentType!.ToString().ShouldBe("audio/wav");
        response.Content.Headers.ContentLength.ShouldBe(Wav.Length);
        response.Content.Headers.ContentDisposition!.FileName.ShouldBe("call-20260302T090000Z.wav");
        response.Content.Headers.ContentDisposition.DispositionType.ShouldBe("attachment");
        response.Headers.ETag!.ToString().ShouldBe("\"abc123\"");
        response.Headers.AcceptRanges.ShouldBe(["bytes"]);
        response.Headers.CacheControl!.ToString().ShouldBe("no-store");
        response.Headers.GetValues("X-Content-Type-Options").ShouldBe(["nosniff"]);
        response.Headers.GetValues("Cross-Origin-Resource-Policy").ShouldBe(["same-origin"]);
    }

    [Theory]
    [InlineData(0L, 0L)]
    [InlineData(1L, 43L)]
    [InlineData(43L, 47L)]
    [InlineData(4_567L, 9_999L)]
    [InlineData(10_006L, null)]
    [InlineData(10_006L, 99_999L)]
    [InlineData(null, 7L)]
    public async Task A_range_is_what_the_whole_has_there(long? from, long? to)
    {
        var response = await SendAsync(r => r.Headers.Range = new RangeHeaderValue(from, to));

        var (first, last) = from is { } f ? (f, Math.Min(to ?? long.MaxValue, Wav.Length - 1)) : (Wav.Length - to!.Value, Wav.Length - 1);
        response.StatusCode.ShouldBe(HttpStatusCode.PartialContent);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(Wav[(int)first..(int)(last + 1)]);
        response.Content.Headers.ContentRange!.ToString().ShouldBe($"bytes {first}-{last}/{Wav.Length}");
        response.Content.Headers.ContentLength.ShouldBe(last - first + 1);
    }

    [Theory]
    [InlineData("\"abc123\"", HttpStatusCode.PartialContent)]
    [InlineData("\"abc124\"", HttpStatusCode.OK)]
    public async Task A_range_goes_with_the_bytes_its_tag_names_or_the_whole_comes(string tag, HttpStatusCode expected)
    {
        var response = await SendAsync(r =>
        {
            r.Headers.Range = new RangeHeaderValue(100, 199);
            r.Headers.IfRange = new RangeConditionHeaderValue(tag);
        });

        response.StatusCode.ShouldBe(expected);
        (await response.Content.ReadAsByteArrayAsync()).ShouldBe(expected == HttpStatusCode.OK ? Wav : Wav[100..200]);
    }

    [Fact]
    public async Task A_head_says_how_long_it_is_and_a_range_behind_its_end_is_none()
    {
        var head = await SendAsync(static r => r.Method = HttpMethod.Head);
        (head.StatusCode, head.Content.Headers.ContentLength).ShouldBe((HttpStatusCode.OK, Wav.Length));
        (await head.Content.ReadAsByteArrayAsync()).ShouldBeEmpty();

        (await SendAsync(static r => r.Headers.Range = new RangeHeaderValue(Wav.Length, null))).StatusCode.ShouldBe(HttpStatusCode.RequestedRangeNotSatisfiable);
    }

    [Fact]
    public async Task One_that_was_altered_is_500_or_cut_off_but_never_whole()
    {
        _host.Desks.Recordings[Id] = static () => new DeskRecording(new Altered(), "abc123", default);
        await Should.ThrowAsync<HttpRequestException>(async () => await (await SendAsync()).Content.ReadAsByteArrayAsync());

        _host.Desks.Recordings[Id] = static () => throw new InvalidDataException("cut off");
        var response = await SendAsync();
        ((int)response.StatusCode, (await response.Content.ReadFromJsonAsync<JsonElement>()).GetProperty("code").GetString()).ShouldBe((500, "CC4006"));
    }

    [Fact]
    public async Task One_that_is_not_there_is_404_and_a_colleagues_403()
    {
        (await SendAsync(r => r.RequestUri = new Uri(_host.Address, $"/api/acme/recordings/{new RecordingId(DerivedId.From("another"))}"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        _host.Desks.Recordings[Id] = static () => throw new DeskAccessException();
        (await SendAsync()).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
    }

    private static DeskRecording Of(string tag) => new(new MemoryStream(Wav), tag, new DateTimeOffset(2026, 3, 2, 9, 0, 0, TimeSpan.Zero));

    private async Task<HttpResponseMessage> SendAsync(Action<HttpRequestMessage>? also = null)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(_host.Address, $"/api/acme/recordings/{Id}"));
        request.Headers.Add(HeaderAuthentication.Header, "anna acme agent,supervisor");
        also?.Invoke(request);
        return await _host.Client.SendAsync(request);
    }

    /// <summary>Found altered in its midst.</summary>
    private sealed class Altered() : MemoryStream(new byte[100_000])
    {
        public override ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default) =>
            Position > 50_000 ? throw new InvalidDataException("altered") : base.ReadAsync(buffer, cancellationToken);

        public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) => ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();
    }
}
