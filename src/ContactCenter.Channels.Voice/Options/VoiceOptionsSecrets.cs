using Microsoft.Extensions.Configuration;

namespace ContactCenter.Channels.Voice;

/// <summary>Binds the secrets: the configuration binding generator knows no type converters and leaves <see cref="Secret"/> out.</summary>
internal static class VoiceOptionsSecrets
{
    private const string Password = nameof(VoiceTrunkOptions.Password);

    public static void Bind(VoiceOptions options, IConfiguration section)
    {
        if (section.GetSection(nameof(VoiceOptions.Certificate))[Password] is { } key)
        {
            options.Certificate.Password = new Secret(key);
        }

        foreach (var trunk in section.GetSection(nameof(VoiceOptions.Trunks)).GetChildren())
        {
            if (trunk[Password] is { } password && options.Trunks.TryGetValue(trunk.Key, out var target))
            {
                target.Password = new Secret(password);
            }
        }

        foreach (var device in section.GetSection(nameof(VoiceOptions.Phones)).GetSection(nameof(VoicePhonesOptions.Devices)).GetChildren())
        {
            if (device[Password] is { } password && options.Phones.Devices.TryGetValue(device.Key, out var target))
            {
                target.Password = new Secret(password);
            }
        }
    }
}
