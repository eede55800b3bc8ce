using ContactCenter;
using ContactCenter.Channels;
using ContactCenter.Channels.Twilio;
using ContactCenter.Channels.Twilio.Api;
using ContactCenter.Channels.Twilio.Webhooks;
using ContactCenter.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds SMS through Twilio to a contact center.</summary>
public static class TwilioContactCenterBuilderExtensions
{
    /// <summary>
    /// Adds the SMS channel through Twilio, with its webhooks under <c>twilio/NAME/sms</c> and <c>twilio/NAME/status</c>. The options are bound from
    /// <see cref="TwilioOptions.Section"/> and validated at start. May be called twice: both delegates apply.
    /// </summary>
    /// <param name="builder">The contact center.</param>
    /// <param name="configure">Changes the options after configuration has been bound.</param>
    public static IContactCenterBuilder AddTwilio(this IContactCenterBuilder builder, Action<TwilioOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        if (!builder.Services.Any(service => service.ServiceType == typeof(TwilioApi)))
        {
            AddServices(builder.Services);
        }

        builder.Services.AddOptions<TwilioOptions>().Configure(configure ?? (static _ => { }));
        return builder;
    }

    /// <summary>Once: handlers of an HTTP client would be added twice, and binding again would undo what a delegate has set.</summary>
    private static void AddServices(IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.AddMetrics();
        services.TryAddSingleton<TwilioMetrics>();
        services.TryAddSingleton<TwilioAccounts>();
        services.TryAddSingleton<TwilioApi>();
        services.TryAddSingleton<MediaClient>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannel, TwilioSmsChannel>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookHandler, TwilioWebhookHandler>());
        services.AddTwilioHttp();
        services.AddOptionsWithValidateOnStart<TwilioOptions, TwilioOptionsValidator>()
            .BindConfiguration(TwilioOptions.Section)
            .Configure<IConfiguration>(static (options, configuration) =>
                TwilioOptionsSecrets.Bind(options, configuration.GetSection(TwilioOptions.Section)));
    }
}
