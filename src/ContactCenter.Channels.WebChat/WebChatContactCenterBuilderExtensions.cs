using ContactCenter;
using ContactCenter.Channels;
using ContactCenter.Channels.WebChat;
using ContactCenter.Web;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Adds web chat to a contact center.</summary>
public static class WebChatContactCenterBuilderExtensions
{
    /// <summary>
    /// Adds the web chat channel: its widget under <c>webchat/PAGE.js</c> of the webhook root, its connections under <c>webchat</c> of the
    /// connection root. The options are bound from <see cref="WebChatOptions.Section"/> and validated at start. May be called twice: both delegates apply.
    /// </summary>
    /// <param name="builder">The contact center.</param>
    /// <param name="configure">Changes the options after configuration has been bound.</param>
    public static IContactCenterBuilder AddWebChat(this IContactCenterBuilder builder, Action<WebChatOptions>? configure = null)
    {
        ArgumentNullException.ThrowIfNull(builder);
        var services = builder.Services;
        if (!services.Any(static s => s.ServiceType == typeof(VisitorDirectory)))
        {
            services.TryAddSingleton(TimeProvider.System);
            services.TryAddSingleton<VisitorDirectory>();
            services.TryAddSingleton<VisitorLimits>();
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IChannel, WebChatChannel>());
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebConnectionHandler, WebChatConnections>());
            services.TryAddEnumerable(ServiceDescriptor.Singleton<IWebhookHandler, WebChatWidget>());
            services.AddOptionsWithValidateOnStart<WebChatOptions, WebChatOptionsValidator>()
                .BindConfiguration(WebChatOptions.Section)
                .Configure<IConfiguration>(static (options, configuration) => BindSecrets(options, configuration.GetSection(WebChatOptions.Section)));
        }

        services.AddOptions<WebChatOptions>().Configure(configure ?? (static _ => { }));
        return builder;
    }

    /// <summary>The configuration binding generator knows no type converters and leaves <see cref="Secret"/> out.</summary>
    private static void BindSecrets(WebChatOptions options, IConfigurationSection section)
    {
        foreach (var page in section.GetSection(nameof(WebChatOptions.Pages)).GetChildren())
        {
            if (page[nameof(WebChatPage.IdentityKey)] is { } key && options.Pages.TryGetValue(page.Key, out var target))
            {
                target.IdentityKey = new Secret(key);
            }
        }
    }
}
