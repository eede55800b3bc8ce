using ContactCenter.Sqlite.Keys;
using Microsoft.Extensions.Options;

namespace ContactCenter.Sqlite.Composition;

internal sealed class SqliteOptionsValidator : IValidateOptions<SqliteOptions>
{
    public ValidateOptionsResult Validate(string? name, SqliteOptions options)
    {
        var result = new ValidateOptionsResultBuilder();
        if (string.IsNullOrWhiteSpace(options.Root))
        {
            result.AddError($"{SqliteOptions.Section}:Root is empty; set it to the folder that shall hold the tenants' data, such as data/.");
        }
        else if (File.Exists(options.Root))
        {
            result.AddError($"{SqliteOptions.Section}:Root is '{options.Root}', a file; set it to a folder.");
        }

        if (options.MasterKey is { } key && RootKey.Decode(key.Reveal()) is null)
        {
            result.AddError($"{SqliteOptions.Section}:MasterKey is not {RootKey.Size} bytes in base64; make one with: openssl rand -base64 {RootKey.Size}");
        }

        if (options.FreeSpaceWarningBytes < 0)
        {
            result.AddError($"{SqliteOptions.Section}:FreeSpaceWarningBytes is {options.FreeSpaceWarningBytes}; set it to 0 or more.");
        }

        return result.Build();
    }
}
