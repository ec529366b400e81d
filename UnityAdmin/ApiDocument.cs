using System.Net.Mime;
using Microsoft.OpenApi;

namespace UnityAdmin;

/// <summary>
/// What the OpenAPI document says of calls that read their bodies themselves (<see cref="ApiBody"/>). It says so and nothing more:
/// ASP.NET's own way of declaring a body would also turn away whoever forgets the Content-Type.
/// </summary>
public static class ApiDocument
{
    extension(RouteHandlerBuilder route)
    {
        /// <summary>Describes the JSON body by the properties of <typeparamref name="T"/>, which nothing is ever read into.</summary>
        public RouteHandlerBuilder DescribeBody<T>() => route.AddOpenApiOperationTransformer(async (operation, context, stop) =>
            operation.RequestBody = new OpenApiRequestBody
            {
                Required = true,
                Content = new Dictionary<string, OpenApiMediaType>
                {
                    [MediaTypeNames.Application.Json] = new() { Schema = await context.GetOrCreateSchemaAsync(typeof(T), null, stop) },
                },
            });

        public RouteHandlerBuilder DescribeHeader(string name, string what) => route.AddOpenApiOperationTransformer((operation, _, _) =>
        {
            operation.Parameters ??= [];
            operation.Parameters.Add(new OpenApiParameter
            {
                Name = name,
                In = ParameterLocation.Header,
                Description = what,
                Schema = new OpenApiSchema { Type = JsonSchemaType.String },
            });
            return Task.CompletedTask;
        });
    }
}
