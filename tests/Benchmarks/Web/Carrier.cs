using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;

namespace ContactCenter.Benchmarks.Web;

/// <summary>A carrier that takes every message at once and has none to list, so that the load is the host's own.</summary>
internal sealed class Carrier : IAsyncDisposable
{
    private readonly WebApplication _app;
    private int _taken;

    private Carrier(WebApplication app) => _app = app;

    /// <summary>What the reference host's demo account is called, and what signs its webhooks when the carrier is given from outside.</summary>
    public const string Account = "AC00000000000000000000000000000001";

    public const string Token = "stub-carrier-auth-token";

    public string Url => _app.Urls.First();

    /// <summary>How many messages were sent to customers.</summary>
    public int Taken => Volatile.Read(ref _taken);

    public static async Task<Carrier> StartAsync()
    {
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseUrls("http://127.0.0.1:0");
        var carrier = new Carrier(builder.Build());
        carrier._app.MapGet("/{**path}", static () => Results.Text("""{"messages":[],"next_page_uri":null}""", "application/json"));
        carrier._app.MapPost("/{**path}", carrier.Take);
        await carrier._app.StartAsync();
        return carrier;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();

    private IResult Take()
    {
        var sid = $"SM{Interlocked.Increment(ref _taken):x32}";
        return Results.Text($$"""{"sid":"{{sid}}","status":"queued","account_sid":"{{Account}}","error_code":null,"error_message":null}""", "application/json", statusCode: 201);
    }
}
