using ContactCenter.Calls;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ContactCenter.Channels.Voice.Prompts;

/// <summary>Registers what speaks and plays. The host may have registered another <see cref="ISpeechSynthesizer"/>. Call it once.</summary>
internal static class PromptServices
{
    public static IServiceCollection AddPrompts(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        services.TryAddSingleton<PromptMetrics>();
        services.TryAddSingleton<ISpeechSynthesizer, EspeakSynthesizer>();
        services.TryAddSingleton<PromptStudio>();
        services.AddOptionsWithValidateOnStart<VoicePromptsOptions, VoicePromptsOptionsValidator>().BindConfiguration(VoicePromptsOptions.Section);
        return services;
    }
}
