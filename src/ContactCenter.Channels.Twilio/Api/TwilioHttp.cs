using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http.Resilience;
using Polly;
using Polly.Retry;

namespace ContactCenter.Channels.Twilio.Api;

/// <summary>
/// Three HTTP clients, because only what is safe may be repeated by itself: sending repeats a connection that was never made, reading also what was
/// answered 408, 429 or 5xx, unless the answer says when to come again: then the caller hears of it and waits. A message that may have left is never posted twice.
/// Media are repeated by who asks for them, and their hosts are not to be trusted.
/// </summary>
internal static class TwilioHttp
{
    public const string Sending = "ContactCenter.Channels.Twilio.Sending";
    public const string Reading = "ContactCenter.Channels.Twilio.Reading";

    public const string Media = "ContactCenter.Channels.Twilio.Media";

    private static readonly TimeSpan ConnectTimeout = TimeSpan.FromSeconds(5);

    /// <summary>Shorter than the server's, so that a message is seldom posted into a connection that is just being closed.</summary>
    private static readonly TimeSpan IdleTimeout = TimeSpan.FromSeconds(15);

    public static void AddTwilioHttp(this IServiceCollection services)
    {
        AddClient(services, Sending).AddResilienceHandler("send", static (pipeline, context) => AddRetry(pipeline, context, new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 1,
            Delay = TimeSpan.FromMilliseconds(200),
            ShouldHandle = static arguments => ValueTask.FromResult(NeverLeft(arguments.Outcome.Exception)),
        }));
        AddClient(services, Reading).AddResilienceHandler("read", static (pipeline, context) => AddRetry(pipeline, context, new HttpRetryStrategyOptions
        {
            MaxRetryAttempts = 3,
            Delay = TimeSpan.FromMilliseconds(300),
            BackoffType = DelayBackoffType.Exponential,
            UseJitter = true,
            ShouldHandle = static arguments => ValueTask.FromResult(
                HttpClientResiliencePredicates.IsTransient(arguments.Outcome) && arguments.Outcome.Result?.Headers.RetryAfter is null),
        }));
        AddClient(services, Media).UseSocketsHttpHandler(static (handler, _) => handler.ConnectCallback = GuardedConnection.ConnectAsync);
    }

    /// <summary>Whether the request certainly did not reach the other side: the connection was never made.</summary>
    public static bool NeverLeft(Exception? exception) => exception is HttpRequestException
    {
        HttpRequestError: HttpRequestError.NameResolutionError or HttpRequestError.ConnectionError
            or HttpRequestError.SecureConnectionError or HttpRequestError.ProxyTunnelError,
    };

    private static IHttpClientBuilder AddClient(IServiceCollection services, string name) => services.AddHttpClient(name)
        .ConfigureHttpClient(static client => client.Timeout = Timeout.InfiniteTimeSpan) // TwilioApi bounds each request
        .RemoveAllLoggers() // the URLs hold telephone numbers
        .SetHandlerLifetime(Timeout.InfiniteTimeSpan)
        .UseSocketsHttpHandler(static (handler, _) =>
        {
            handler.AllowAutoRedirect = false;
            handler.UseCookies = false;
            handler.ConnectTimeout = ConnectTimeout;
            handler.PooledConnectionIdleTimeout = IdleTimeout;
            handler.PooledConnectionLifetime = TimeSpan.FromMinutes(5); // follows changes in DNS
        });

    private static void AddRetry(ResiliencePipelineBuilder<HttpResponseMessage> pipeline, ResilienceHandlerContext context, RetryStrategyOptions<HttpResponseMessage> retry)
    {
        pipeline.TimeProvider = context.ServiceProvider.GetRequiredService<TimeProvider>();
        pipeline.AddRetry(retry);
    }
}
