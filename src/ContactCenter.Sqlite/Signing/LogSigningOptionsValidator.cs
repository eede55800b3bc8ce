using ContactCenter.Audit;
using Microsoft.Extensions.Options;

namespace ContactCenter.Sqlite.Signing;

internal sealed class LogSigningOptionsValidator(ILogSigner? registered = null) : IValidateOptions<LogSigningOptions>
{
    public ValidateOptionsResult Validate(string? name, LogSigningOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (registered is null && !LogKey.IsValidName(options.KeyName))
        {
            result.AddError($"{LogSigningOptions.Section}:KeyName is '{options.KeyName}'; set it to whose key it is, 1 to 128 characters without spaces and '+', such as cc.example.com.");
        }

        if (Directory.Exists(options.KeyFile))
        {
            result.AddError($"{LogSigningOptions.Section}:KeyFile is '{options.KeyFile}', a folder; set it to a file.");
        }

        if (options.PreviousKeyFile.Length > 0 && !File.Exists(options.PreviousKeyFile))
        {
            result.AddError($"{LogSigningOptions.Section}:PreviousKeyFile is '{options.PreviousKeyFile}', and there is no such file; set it to the key that is to be replaced, or leave it out where no key is changed.");
        }

        return result.Build();
    }
}
