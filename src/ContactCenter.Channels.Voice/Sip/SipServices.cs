using ContactCenter.Calls;
using ContactCenter.Channels.Voice.Lines;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContactCenter.Channels.Voice.Sip;

/// <summary>Adds our stack behind <see cref="ITelephone"/>.</summary>
internal static class SipServices
{
    /// <summary>Adds the telephone, its options from <see cref="VoiceOptions.Section"/> and <see cref="IVoiceTrunks"/>; once, however often it is called.</summary>
    public static IServiceCollection AddSipTelephone(this IServiceCollection services)
    {
        if (services.Any(static s => s.ServiceType == typeof(TrunkTable)))
        {
            return services;
        }

        services.TryAddSingleton(TimeProvider.System);
        services.AddSingleton<LineMetrics>();
        services.AddSingleton<TrunkTable>();
        services.AddSingleton<IVoiceTrunks>(static s => s.GetRequiredService<TrunkTable>());
        services.AddSingleton<SipTelephone>();
        services.TryAddSingleton<ITelephone>(static s => s.GetRequiredService<SipTelephone>());
        services.TryAddSingleton<IPhones>(static s => s.GetRequiredService<SipTelephone>());
        services.TryAddSingleton<ISipTexts>(static s => s.GetRequiredService<SipTelephone>());
        services.AddOptionsWithValidateOnStart<VoiceOptions, VoiceOptionsValidator>()
            .BindConfiguration(VoiceOptions.Section)
            .Configure<IConfiguration>(static (options, configuration) => VoiceOptionsSecrets.Bind(options, configuration.GetSection(VoiceOptions.Section)));
        return services;
    }
}
