using System.Reflection;
using System.Text.Json.Serialization;
using ContactCenter;
using ContactCenter.AspNetCore;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace Microsoft.Extensions.DependencyInjection;

/// <summary>Completes the description of the desk's API.</summary>
public static class ContactCenterOpenApiExtensions
{
    private const string KeyPattern = "^[a-z0-9+][a-z0-9._+-]*$";

    /// <summary>Describes what types alone do not say: identities as text with their form, the command's key as required. For <c>AddOpenApi(o => o.AddContactCenter())</c>.</summary>
    public static OpenApiOptions AddContactCenter(this OpenApiOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.AddSchemaTransformer(static (schema, context, _) =>
        {
            var type = Nullable.GetUnderlyingType(context.JsonTypeInfo.Type) ?? context.JsonTypeInfo.Type;
            if (type.GetCustomAttribute<JsonConverterAttribute>()?.ConverterType is { IsGenericType: true } converter)
            {
                Describe(schema, converter.GetGenericTypeDefinition());
            }
            else if (context.JsonPropertyInfo?.DeclaringType.Namespace?.StartsWith(nameof(ContactCenter), StringComparison.Ordinal) == true && schema.Pattern is not null)
            {
                // ASP.NET Core would also read numbers from text; here they are numbers.
                schema.Type &= ~JsonSchemaType.String;
                schema.Pattern = null;
            }

            return Task.CompletedTask;
        });
        options.AddOperationTransformer(static (operation, _, _) =>
        {
            foreach (var header in (operation.Parameters ?? []).OfType<OpenApiParameter>().Where(p => p.Name == DeskEndpoints.KeyHeader))
            {
                header.Required = true;
                header.Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" };
                header.Description = "A new UUID for each command; the same one when the command is repeated.";
            }

            return Task.CompletedTask;
        });
        return options;
    }

    // Identities write themselves as text, which the schema cannot see behind their converters.
    private static void Describe(OpenApiSchema schema, Type converter)
    {
        if (converter == typeof(GuidIdJsonConverter<>))
        {
            schema.Type = JsonSchemaType.String | (schema.Type & JsonSchemaType.Null);
            schema.Format = "uuid";
        }
        else if (converter == typeof(KeyIdJsonConverter<>))
        {
            schema.Type = JsonSchemaType.String | (schema.Type & JsonSchemaType.Null);
            schema.Pattern = KeyPattern;
            schema.MinLength = 1;
            schema.MaxLength = KeyRules.MaxLength;
        }
    }
}
