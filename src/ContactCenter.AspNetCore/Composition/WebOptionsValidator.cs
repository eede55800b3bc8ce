using System.Buffers;
using ContactCenter.Web;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Options;

namespace ContactCenter.AspNetCore;

/// <summary>Says everything that is wrong with <see cref="WebOptions"/> at once, before the host starts.</summary>
internal sealed class WebOptionsValidator(IHostEnvironment environment, IServiceProviderIsService services) : IValidateOptions<WebOptions>
{
    private static readonly SearchValues<char> NotPlain = SearchValues.Create("?#{}*% ");
    private static readonly TimeSpan Shortest = TimeSpan.FromMilliseconds(100);
    private static readonly TimeSpan Longest = TimeSpan.FromMinutes(5);

    public ValidateOptionsResult Validate(string? name, WebOptions options)
    {
        var faults = new ValidateOptionsResultBuilder();
        CheckPublicUrl(faults, options.PublicUrl);
        CheckPath(faults, nameof(options.HooksPath), options.HooksPath);
        CheckPath(faults, nameof(options.ConnectPath), options.ConnectPath);
        CheckPath(faults, nameof(options.ApiPath), options.ApiPath);
        CheckPath(faults, nameof(options.HubPath), options.HubPath);
        CheckNumber(faults, nameof(options.MaxConcurrentWebhooks), options.MaxConcurrentWebhooks);
        CheckNumber(faults, nameof(options.MaxConnections), options.MaxConnections);
        CheckTime(faults, nameof(options.BodyTimeout), options.BodyTimeout, Shortest, Longest);
        CheckTime(faults, nameof(options.WriteTimeout), options.WriteTimeout, Shortest, Longest);
        CheckTime(faults, nameof(options.KeepAlive), options.KeepAlive, TimeSpan.FromSeconds(1), Longest);
        CheckTime(faults, nameof(options.RetryAfter), options.RetryAfter, TimeSpan.FromSeconds(1), TimeSpan.FromHours(1));
        CheckTime(faults, nameof(options.DrainDelay), options.DrainDelay, TimeSpan.Zero, Longest);
        foreach (var origin in options.HubOrigins.Where(o => !IsOrigin(o)))
        {
            faults.AddError($"{WebOptions.Section}:{nameof(options.HubOrigins)} has '{origin}'; write scheme, host and port only, such as https://crm.example.com.");
        }

        return faults.Build();
    }

    private static bool IsOrigin(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var uri) && string.Equals(uri.GetLeftPart(UriPartial.Authority), text, StringComparison.OrdinalIgnoreCase);

    private static void CheckPath(ValidateOptionsResultBuilder faults, string key, string path)
    {
        if (path.Length < 2 || path[0] != '/' || path[^1] == '/' || path.AsSpan().ContainsAny(NotPlain))
        {
            faults.AddError($"{WebOptions.Section}:{key} is '{path}'; write a plain path that begins and does not end with a slash, such as /hooks.");
        }
    }

    private static void CheckNumber(ValidateOptionsResultBuilder faults, string key, int value)
    {
        if (value is < 1 or > 100_000)
        {
            faults.AddError($"{WebOptions.Section}:{key} is {value}; set it to 1 to 100,000.");
        }
    }

    private static void CheckTime(ValidateOptionsResultBuilder faults, string key, TimeSpan value, TimeSpan min, TimeSpan max)
    {
        if (value < min || value > max)
        {
            faults.AddError($"{WebOptions.Section}:{key} is {value:c}; set it to {min:c} to {max:c}.");
        }
    }

    private void CheckPublicUrl(ValidateOptionsResultBuilder faults, Uri? url)
    {
        const string key = $"{WebOptions.Section}:{nameof(WebOptions.PublicUrl)}";
        if (url is null)
        {
            // Asked by type, without making a handler: a handler may need these very options.
            if (services.IsService(typeof(IWebhookHandler)) && !environment.IsDevelopment())
            {
                faults.AddError($"{key} is not set; set it to the URL under which providers reach this host, such as https://cc.example.com: signatures are checked against it.");
            }
        }
        else if (!url.IsAbsoluteUri || (url.Scheme != Uri.UriSchemeHttp && url.Scheme != Uri.UriSchemeHttps)
            || url.Query.Length > 0 || url.Fragment.Length > 0 || url.UserInfo.Length > 0)
        {
            faults.AddError($"{key} is '{url.OriginalString}'; set it to an absolute http or https URL without query, such as https://cc.example.com.");
        }
    }
}
